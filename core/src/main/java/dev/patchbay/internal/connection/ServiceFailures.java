package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.internal.http.HttpFailure;
import java.time.Duration;
import java.util.Optional;

/** Says in our terms what a service, or the way to it, did wrong. */
final class ServiceFailures {
  private static final long MAX_RETRY_AFTER_SECONDS = 86_400;
  private static final int MAX_DIGITS = 6;

  private ServiceFailures() {}

  static TemporaryFailureException unreachable(String integrationType, HttpFailure failure) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The service of '"
                    + integrationType
                    + "' gave no complete answer: "
                    + failure.getMessage()
                    + "; try again later")
            .integrationType(integrationType)
            .build());
  }

  /** The service said in its body that it wants to be called less often. */
  static TemporaryFailureException limited(String integrationType, ApiReply reply) {
    return failed(integrationType, reply, ErrorCode.RATE_LIMITED);
  }

  static TemporaryFailureException unavailable(String integrationType, ApiReply reply) {
    return failed(
        integrationType,
        reply,
        isRateLimited(reply) ? ErrorCode.RATE_LIMITED : ErrorCode.PROVIDER_UNAVAILABLE);
  }

  private static TemporaryFailureException failed(
      String integrationType, ApiReply reply, ErrorCode code) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                code,
                "The service of '"
                    + integrationType
                    + "' answered HTTP "
                    + reply.status()
                    + (code == ErrorCode.RATE_LIMITED ? ", asking to be called less often" : "")
                    + "; try again later")
            .integrationType(integrationType)
            .httpStatus(reply.status())
            .retryAfter(retryAfter(reply).orElse(null))
            .build());
  }

  /** What stands between us and the service answered in its place, or the service is broken. */
  static TemporaryFailureException unreadable(String integrationType, ApiReply reply) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The service of '"
                    + integrationType
                    + "' answered HTTP "
                    + reply.status()
                    + " without the JSON that was expected; try again later")
            .integrationType(integrationType)
            .httpStatus(reply.status())
            .build());
  }

  /** Tells answers that will be different later from those that will not. */
  static boolean isPassing(ApiReply reply) {
    return reply.status() >= 500 || reply.status() == 408 || isRateLimited(reply);
  }

  private static boolean isRateLimited(ApiReply reply) {
    boolean forbiddenForNow =
        reply.status() == 403
            && (reply.header("retry-after").isPresent()
                || reply.header("x-ratelimit-remaining").equals(Optional.of("0")));
    return reply.status() == 429 || forbiddenForNow;
  }

  /**
   * Reads the header where it holds seconds; a date would be compared with a foreign clock.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section
   *     10.2.3</a>
   */
  private static Optional<Duration> retryAfter(ApiReply reply) {
    return reply
        .header("retry-after")
        .filter(text -> !text.isEmpty() && text.length() <= MAX_DIGITS)
        .filter(text -> text.chars().allMatch(c -> c >= '0' && c <= '9'))
        .map(Long::parseLong)
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, MAX_RETRY_AFTER_SECONDS)));
  }
}
