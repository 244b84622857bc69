package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.Redaction;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.Secret;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * What a refresh that brought no credential means. Holds nothing secret.
 *
 * @param kind what is to be done about it
 * @param code the error code that callers get
 * @param httpStatus the HTTP status, if there was an answer
 * @param serviceError the service's own error code, redacted
 * @param serviceDescription the service's own description, redacted
 * @param retryAfter how long the service asks to be left alone
 */
record Judgement(
    Kind kind,
    ErrorCode code,
    Optional<Integer> httpStatus,
    Optional<String> serviceError,
    Optional<String> serviceDescription,
    Optional<Duration> retryAfter) {
  private static final int MAX_CODE = 64;
  private static final int MAX_DESCRIPTION = 256;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /** Judges a call that brought no answer. */
  static Judgement of(HttpFailure failure) {
    boolean lost = failure.mayHaveBeenSent() && failure.kind() != HttpFailure.Kind.REDIRECTED;
    return plain(lost ? Kind.LOST : Kind.UNSENT, ErrorCode.PROVIDER_UNAVAILABLE, Optional.empty());
  }

  /** Judges an answer of success without a usable token. */
  static Judgement of(TokenOutcome.Unusable unusable) {
    return plain(Kind.LOST, ErrorCode.TOKEN_REPLY_INVALID, Optional.of(unusable.httpStatus()));
  }

  /** Judges an answer that a hook of the provider could not read. */
  static Judgement lost(ErrorCode code) {
    return plain(Kind.LOST, code, Optional.empty());
  }

  private static Judgement plain(Kind kind, ErrorCode code, Optional<Integer> httpStatus) {
    return new Judgement(
        kind, code, httpStatus, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Judges a refusal.
   *
   * @param refused the refusal
   * @param sent what was sent, to be cut out of what the service says
   * @param prefixes how the service's secrets begin
   */
  static Judgement of(
      TokenOutcome.Refused refused, Collection<Secret> sent, Collection<String> prefixes) {
    Kind kind = kind(refused);
    return new Judgement(
        kind,
        code(kind),
        Optional.of(refused.httpStatus()),
        refused.errorCode().map(text -> Redaction.redact(text, MAX_CODE, sent, prefixes)),
        refused.description().map(text -> Redaction.redact(text, MAX_DESCRIPTION, sent, prefixes)),
        refused.retryAfter());
  }

  private static Kind kind(TokenOutcome.Refused refused) {
    return switch (refused.failureClass()) {
      case TERMINAL -> Kind.TERMINAL;
      case OPERATOR -> Kind.OPERATOR;
      case TRANSIENT -> isRateLimit(refused) ? Kind.RATE_LIMITED : Kind.OUTAGE;
      case UNKNOWN -> Kind.RIDDLE;
    };
  }

  private static boolean isRateLimit(TokenOutcome.Refused refused) {
    return refused.httpStatus() == TOO_MANY_REQUESTS
        || (refused.retryAfter().isPresent() && refused.httpStatus() < SERVER_ERROR);
  }

  private static ErrorCode code(Kind kind) {
    return switch (kind) {
      case TERMINAL -> ErrorCode.GRANT_REVOKED;
      case OPERATOR -> ErrorCode.CLIENT_REJECTED;
      case RATE_LIMITED -> ErrorCode.RATE_LIMITED;
      case RIDDLE -> ErrorCode.REFRESH_REFUSED;
      default -> ErrorCode.PROVIDER_UNAVAILABLE;
    };
  }

  /**
   * {@return the service may have acted on the refresh token although no new one came} A gateway
   * that answers for a service knows as little about it as we do; a service that names its error
   * has decided.
   */
  boolean outcomeUnknown() {
    boolean gateway =
        kind == Kind.OUTAGE
            && serviceError.isEmpty()
            && httpStatus.filter(status -> status >= SERVER_ERROR).isPresent();
    return kind == Kind.LOST || gateway;
  }

  Judgement withCode(ErrorCode cause) {
    return new Judgement(kind, cause, httpStatus, serviceError, serviceDescription, retryAfter);
  }

  /** {@return what the history of the connection says of it} */
  ConnectionAttempt attempt(String tokenSet) {
    return ConnectionAttempt.builder(AttemptOutcome.REFRESH_FAILED)
        .tokenSet(tokenSet)
        .code(code.wireValue())
        .httpStatus(httpStatus.orElse(null))
        .serviceError(serviceError.orElse(null))
        .serviceDescription(serviceDescription.orElse(null))
        .build();
  }

  /** What is to be done about a failure. */
  enum Kind {
    /** Nothing was sent. */
    UNSENT,
    /** It was sent, and no answer came that holds a token. */
    LOST,
    /** The service cannot answer now. */
    OUTAGE,
    /** The service asks to be called less often. */
    RATE_LIMITED,
    /** The service refuses, and does not say why in words that are known. */
    RIDDLE,
    /** The service refuses the client. */
    OPERATOR,
    /** The service says that the grant is over. */
    TERMINAL
  }
}
