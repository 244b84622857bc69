package dev.patchbay.ciphers.tink;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import org.jspecify.annotations.Nullable;

/** What this module throws. No message holds key material, or anything of what was sealed. */
final class Failures {
  private Failures() {}

  static MisconfiguredException configuration(String message) {
    return configuration(message, null);
  }

  /** With a cause that is known to quote nothing of a keyset. */
  static MisconfiguredException configuration(String message, @Nullable Throwable cause) {
    return new MisconfiguredException(
        ErrorDetail.builder(ErrorCode.INVALID_CONFIGURATION, message).cause(cause).build());
  }

  static MisconfiguredException unknownKey(String message) {
    return new MisconfiguredException(ErrorDetail.builder(ErrorCode.KEY_UNKNOWN, message).build());
  }

  /** One and the same for every reason, and without a cause, so that it tells none. */
  static MisconfiguredException unreadable() {
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.SECRET_UNREADABLE,
                "A stored secret does not open: it was changed or moved, or is of a format that"
                    + " this version does not read; it was left as it is")
            .build());
  }

  static InvalidRequestException argument(String field, String message) {
    return new InvalidRequestException(
        ErrorDetail.builder(ErrorCode.INVALID_ARGUMENT, message).field(field).build());
  }
}
