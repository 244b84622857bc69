package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.NotFoundException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers failures as the API words them. */
final class ErrorReplies {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

  private static final Set<ErrorCode> CLIENTS =
      EnumSet.of(
          ErrorCode.UNKNOWN_INTEGRATION,
          ErrorCode.METHOD_NOT_SUPPORTED,
          ErrorCode.OVERLOADED,
          ErrorCode.RATE_LIMITED);

  private ErrorReplies() {}

  /** Turns whatever a request failed by into what its client may know of it. */
  static Refusal refusal(Throwable failure, String requestId) {
    Throwable cause = cause(failure);
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    if (cause instanceof IntegrationException known && known.code() != ErrorCode.INTERNAL_FAULT) {
      if (!isOfClient(known)) {
        LOG.warn(
            "Request {} was answered with {}: {}",
            requestId,
            known.code().wireValue(),
            known.detail().message());
      }
      return refusal(known);
    }
    LOG.error("Request {} failed by a fault: {}", requestId, described(cause));
    return new Refusal(ErrorCode.INTERNAL_FAULT, ErrorWords.of(ErrorCode.INTERNAL_FAULT));
  }

  /** What a client can mend, or has to wait for, is none of the operator's business. */
  private static boolean isOfClient(IntegrationException failure) {
    return failure instanceof InvalidRequestException
        || failure instanceof NotFoundException
        || CLIENTS.contains(failure.code());
  }

  /** {@return what a future failed by} */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static Refusal refusal(IntegrationException failure) {
    String words =
        failure instanceof NotFoundException
            ? ErrorWords.of(failure.code())
            : ErrorWords.of(failure);
    return new Refusal(
        failure.code(), words, retryAfter(failure).map(ErrorReplies::header).orElse(Map.of()));
  }

  /** A quota that core keeps passes with the time that sessions live, so soon enough. */
  private static Optional<Duration> retryAfter(IntegrationException failure) {
    return failure
        .retryAfter()
        .or(
            () ->
                failure.code().httpStatus() == 429
                    ? Optional.of(Duration.ofSeconds(10))
                    : Optional.empty());
  }

  private static Map<String, String> header(Duration retryAfter) {
    return Map.of("retry-after", String.valueOf(Math.max(1, retryAfter.toSeconds())));
  }

  /** A foreign message may hold a secret, so where it happened must do. */
  static String described(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  static Reply json(Refusal refusal, String requestId) {
    Map<String, String> headers = new LinkedHashMap<>(refusal.headers());
    headers.put("content-type", Reply.JSON);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("success", false);
    body.put("error", refusal.getMessage());
    body.put("code", refusal.code().wireValue());
    body.put("request_id", requestId);
    return new Reply(
        refusal.code().httpStatus(),
        headers,
        out -> out.write(Json.MAPPER.writeValueAsBytes(body)));
  }
}
