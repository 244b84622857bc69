package dev.patchbay.internal.provider;

import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.error.SessionFailedException;
import dev.patchbay.error.TemporaryFailureException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Names the integration in an exception that a hook let through, and leaves the words of one that
 * the hook made itself behind: they may hold what a service answered.
 */
final class Attribution {
  private static final Map<Class<?>, Function<ErrorDetail, IntegrationException>> MAKERS =
      Map.of(
          InvalidRequestException.class, InvalidRequestException::new,
          MisconfiguredException.class, MisconfiguredException::new,
          NotFoundException.class, NotFoundException::new,
          ProviderFaultException.class, ProviderFaultException::new,
          ReconnectRequiredException.class, ReconnectRequiredException::new,
          SessionFailedException.class, SessionFailedException::new,
          TemporaryFailureException.class, TemporaryFailureException::new);

  private static final List<String> OURS =
      List.of("dev.patchbay.internal.", "dev.patchbay.http.", "dev.patchbay.spi.definition.");

  private Attribution() {}

  static IntegrationException attributed(
      IntegrationException failure, String integrationType, String hook) {
    if (!isOurs(failure)) {
      return copy(failure, foreign(failure.detail(), integrationType, hook));
    }
    return failure.integrationType().isPresent()
        ? failure
        : copy(failure, withType(failure.detail(), integrationType));
  }

  /** Whether code of ours made it, which the hook called. */
  private static boolean isOurs(IntegrationException failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length > 0 && OURS.stream().anyMatch(trace[0].getClassName()::startsWith);
  }

  private static IntegrationException copy(IntegrationException failure, ErrorDetail detail) {
    IntegrationException copy =
        Objects.requireNonNull(MAKERS.get(failure.getClass())).apply(detail);
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }

  private static ErrorDetail foreign(ErrorDetail detail, String integrationType, String hook) {
    return ErrorDetail.builder(
            detail.code(),
            "'"
                + hook
                + "' of the provider '"
                + integrationType
                + "' ended with '"
                + detail.code().wireValue()
                + "'")
        .integrationType(integrationType)
        .httpStatus(detail.httpStatus().orElse(null))
        .retryAfter(detail.retryAfter().orElse(null))
        .build();
  }

  private static ErrorDetail withType(ErrorDetail detail, String integrationType) {
    return ErrorDetail.builder(detail.code(), detail.message())
        .integrationType(integrationType)
        .sessionId(detail.sessionId().orElse(null))
        .connectionId(detail.connectionId().orElse(null))
        .field(detail.field().orElse(null))
        .httpStatus(detail.httpStatus().orElse(null))
        .serviceError(detail.serviceError().orElse(null))
        .serviceDescription(detail.serviceDescription().orElse(null))
        .retryAfter(detail.retryAfter().orElse(null))
        .cause(detail.cause().orElse(null))
        .build();
  }
}
