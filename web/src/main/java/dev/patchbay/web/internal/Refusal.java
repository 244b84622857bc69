package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import java.io.Serial;
import java.util.Map;

/** Says that a request is not answered with what it asked for, and why. */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, String> headers;

  Refusal(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  Refusal(ErrorCode code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  ErrorCode code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }
}
