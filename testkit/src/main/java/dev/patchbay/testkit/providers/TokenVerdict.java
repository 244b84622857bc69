package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionExplanation;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.testkit.providers.TokenAnswer.Lost;
import dev.patchbay.testkit.providers.TokenAnswer.Refused;
import dev.patchbay.testkit.providers.TokenAnswer.Unusable;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of what a host is told what an answer that brought no token was taken for. */
final class TokenVerdict {
  private static final Map<ErrorCode, FailureClass> OF_EXCHANGE =
      Map.of(
          ErrorCode.CODE_REJECTED, FailureClass.TERMINAL,
          ErrorCode.CLIENT_REJECTED, FailureClass.OPERATOR,
          ErrorCode.PROVIDER_UNAVAILABLE, FailureClass.TRANSIENT,
          ErrorCode.EXCHANGE_REFUSED, FailureClass.UNKNOWN);
  private static final Map<ErrorCode, FailureClass> OF_REFRESH =
      Map.of(
          ErrorCode.GRANT_REVOKED, FailureClass.TERMINAL,
          ErrorCode.GRANT_EXPIRED, FailureClass.TERMINAL,
          ErrorCode.CLIENT_REJECTED, FailureClass.OPERATOR,
          ErrorCode.PROVIDER_UNAVAILABLE, FailureClass.TRANSIENT,
          ErrorCode.RATE_LIMITED, FailureClass.TRANSIENT,
          ErrorCode.REFRESH_REFUSED, FailureClass.UNKNOWN);

  private TokenVerdict() {}

  /**
   * Reads a session that failed. It does not tell the HTTP status; the hook was told.
   *
   * @param refusal what the hook that classifies was asked, if it was
   */
  static TokenAnswer of(Session failed, Optional<FailureRequest> refusal) {
    SessionFailure failure =
        failed.failure().orElseThrow(() -> new AssertionError(Bench.why(failed)));
    if (refusal.isEmpty()) {
      return unread(failure.code());
    }
    return Optional.ofNullable(OF_EXCHANGE.get(ErrorCode.find(failure.code()).orElseThrow()))
        .<TokenAnswer>map(
            it ->
                new Refused(
                    it,
                    refusal.get().httpStatus(),
                    failure.serviceError(),
                    failure.serviceDescription()))
        .orElseGet(() -> new Lost(failure.code()));
  }

  /** Reads a refresh that failed: what was thrown, what is noted, and what the status says. */
  static TokenAnswer of(ConnectionExplanation told, IntegrationException thrown) {
    ConnectionAttempt last = told.attempts().get(0);
    if (last.outcome() != AttemptOutcome.REFRESH_FAILED) {
      throw thrown;
    }
    String code = last.code().orElseThrow();
    FailureClass failureClass = OF_REFRESH.get(ErrorCode.find(code).orElseThrow());
    boolean isOver = told.connection().status() == ConnectionStatus.NEEDS_REAUTH;
    assertThat(isOver).as("the connection is over").isEqualTo(isTerminal(failureClass));
    if (last.httpStatus().isEmpty() || failureClass == null) {
      assertThat(thrown).isInstanceOf(TemporaryFailureException.class);
      return unread(code);
    }
    assertThat(thrown).isInstanceOf(type(failureClass));
    return new Refused(
        failureClass, last.httpStatus().get(), last.serviceError(), last.serviceDescription());
  }

  private static boolean isTerminal(@Nullable FailureClass failureClass) {
    return failureClass == FailureClass.TERMINAL;
  }

  private static Class<? extends IntegrationException> type(FailureClass failureClass) {
    return switch (failureClass) {
      case TERMINAL -> ReconnectRequiredException.class;
      case OPERATOR -> MisconfiguredException.class;
      case TRANSIENT, UNKNOWN -> TemporaryFailureException.class;
    };
  }

  private static TokenAnswer unread(String code) {
    return code.equals(ErrorCode.TOKEN_REPLY_INVALID.wireValue()) ? new Unusable() : new Lost(code);
  }
}
