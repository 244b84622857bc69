package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says in our terms what a service, or the way to it, did wrong. */
public final class ServiceFailures {
  private ServiceFailures() {}

  public static TemporaryFailureException unreachable(String integrationType, HttpFailure failure) {
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

  /** The service asks to be called less often. */
  public static TemporaryFailureException limited(
      String integrationType, ApiReply reply, Optional<Duration> retryAfter) {
    return new TemporaryFailureException(
        answered(ErrorCode.RATE_LIMITED, integrationType, reply, ", asking to be called less often")
            .retryAfter(retryAfter.orElse(null))
            .build());
  }

  static TemporaryFailureException unavailable(String integrationType, ApiReply reply) {
    return new TemporaryFailureException(
        answered(ErrorCode.PROVIDER_UNAVAILABLE, integrationType, reply, "")
            .retryAfter(retryAfter(reply).orElse(null))
            .build());
  }

  /** What stands between us and the service answered in its place, or the service is broken. */
  static TemporaryFailureException unreadable(String integrationType, ApiReply reply) {
    return new TemporaryFailureException(
        answered(
                ErrorCode.PROVIDER_UNAVAILABLE,
                integrationType,
                reply,
                " without the JSON that was expected")
            .build());
  }

  private static ErrorDetail.Builder answered(
      ErrorCode code, String integrationType, ApiReply reply, String how) {
    return ErrorDetail.builder(
            code,
            "The service of '"
                + integrationType
                + "' answered HTTP "
                + reply.status()
                + how
                + "; try again later")
        .integrationType(integrationType)
        .httpStatus(reply.status());
  }

  /** What the answer says by itself: without a clock, a date needs the service's own beside it. */
  static Optional<Duration> retryAfter(ApiReply reply) {
    return RetryAfter.read(reply, Instant.MAX);
  }
}
