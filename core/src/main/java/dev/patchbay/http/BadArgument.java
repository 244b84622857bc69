package dev.patchbay.http;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;

/** Says which argument is not acceptable, what was found and what is expected. */
final class BadArgument {
  private BadArgument() {}

  static InvalidRequestException of(String field, String found, String expected) {
    return new InvalidRequestException(
        ErrorDetail.builder(
                ErrorCode.INVALID_ARGUMENT,
                "'" + field + "' is not acceptable: found " + found + ", expected " + expected)
            .field(field)
            .build());
  }
}
