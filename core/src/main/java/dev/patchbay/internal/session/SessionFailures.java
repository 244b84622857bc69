package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.SessionFailedException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.Redaction;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.store.SessionRecord;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of every way in which a session can come to nothing what happened and whose move it is. */
final class SessionFailures {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFailures.class);
  private static final Set<String> AUTHORIZATION_ERRORS =
      Set.of(
          "invalid_request",
          "unauthorized_client",
          "unsupported_response_type",
          "invalid_scope",
          "server_error",
          "temporarily_unavailable",
          "redirect_uri_mismatch",
          "application_suspended");
  private static final int MAX_CODE = 64;
  private static final int MAX_DESCRIPTION = 256;

  private SessionFailures() {}

  /** The service came back with an error instead of a code; unknown errors are not repeated. */
  static SessionFailure authorization(String error) {
    String shown = AUTHORIZATION_ERRORS.contains(error) ? error : "other";
    return SessionFailure.builder(
            ErrorCode.AUTHORIZATION_FAILED.wireValue(),
            "The service ended the authorization with an error; check the client's registration"
                + " and the scopes, then let the user start again")
        .serviceError(shown)
        .build();
  }

  static SessionFailure transport(HttpFailure failure) {
    return switch (failure.kind()) {
      case TOO_LARGE ->
          failed(
              ErrorCode.RESPONSE_TOO_LARGE, "The token endpoint's answer was larger than allowed");
      case REDIRECTED ->
          failed(
              ErrorCode.UNEXPECTED_REDIRECT,
              "The token endpoint answered with a redirect, which is never followed");
      default ->
          failure.mayHaveBeenSent()
              ? failed(
                  ErrorCode.EXCHANGE_OUTCOME_UNKNOWN,
                  "The code was sent and no complete answer came")
              : failed(ErrorCode.PROVIDER_UNAVAILABLE, "The token endpoint could not be reached");
    };
  }

  /** The token endpoint refused; the secrets are those that it was sent and may echo. */
  static SessionFailure refused(
      TokenOutcome.Refused refused, Collection<Secret> sent, Collection<String> prefixes) {
    SessionFailure base = classed(refused.failureClass());
    return SessionFailure.builder(base.code(), base.message())
        .serviceError(
            refused
                .errorCode()
                .map(text -> Redaction.redact(text, MAX_CODE, sent, prefixes))
                .orElse(null))
        .serviceDescription(
            refused
                .description()
                .map(text -> Redaction.redact(text, MAX_DESCRIPTION, sent, prefixes))
                .orElse(null))
        .build();
  }

  private static SessionFailure classed(FailureClass failureClass) {
    return switch (failureClass) {
      case TERMINAL ->
          failed(ErrorCode.CODE_REJECTED, "The service refused the authorization code");
      case OPERATOR ->
          failed(
              ErrorCode.CLIENT_REJECTED,
              "The service refused the OAuth client; the operator must check id, secret and"
                  + " redirect URI");
      case TRANSIENT ->
          failed(ErrorCode.PROVIDER_UNAVAILABLE, "The service could not answer just now");
      case UNKNOWN -> failed(ErrorCode.EXCHANGE_REFUSED, "The service refused the exchange");
    };
  }

  static SessionFailure unidentified() {
    return failed(
        ErrorCode.IDENTITY_UNAVAILABLE, "The service could not say in time whose account it is");
  }

  /** The service refused the new credential, or something on our side stands in the way. */
  static SessionFailure identity(IntegrationException refused) {
    if (refused.code() == ErrorCode.CREDENTIAL_REJECTED) {
      SessionFailure base =
          failed(ErrorCode.IDENTITY_REJECTED, "The service did not say whose account it is");
      return SessionFailure.builder(base.code(), base.message())
          .serviceError(refused.serviceError().orElse(null))
          .serviceDescription(refused.serviceDescription().orElse(null))
          .build();
    }
    // Only the provider's own code can have asked for what is not allowed.
    ErrorCode code =
        refused instanceof InvalidRequestException ? ErrorCode.PROVIDER_THREW : refused.code();
    return failed(code, refused.detail().message());
  }

  /** A session that is not stored any more, as its callback shall see it. */
  static Session gone(Session session) {
    return session.toBuilder()
        .status(SessionStatus.FAILED)
        .failure(failed(ErrorCode.SESSION_NOT_FOUND, "The session was erased with its workspace"))
        .build();
  }

  /** A host's cipher, clock or store may throw anything, and the message may hold a secret. */
  static SessionFailure fault(SessionRecord session, Throwable foreign) {
    LOG.error("Session {} failed by {}", session.session().id(), Faults.describe(foreign));
    return failed(
        ErrorCode.INTERNAL_FAULT, "The session was cut short by a fault in this application");
  }

  static SessionFailure failed(IntegrationException failure) {
    return failed(failure.code(), failure.detail().message());
  }

  static SessionFailure failed(ErrorCode code, String what) {
    return SessionFailure.builder(code.wireValue(), what + "; let the user start again").build();
  }

  /** What a poll throws for a session that ended and is neither complete nor denied. */
  static IntegrationException exception(Session session) {
    Optional<SessionFailure> failure = session.failure();
    ErrorCode code =
        session.status() == SessionStatus.EXPIRED
            ? ErrorCode.SESSION_EXPIRED
            : failure
                .flatMap(known -> ErrorCode.find(known.code()))
                .orElse(ErrorCode.AUTHORIZATION_FAILED);
    String message =
        failure
            .map(SessionFailure::message)
            .orElse("The session ended before its callback came; let the user start again");
    return new SessionFailedException(
        ErrorDetail.builder(code, message)
            .integrationType(session.integrationType())
            .sessionId(session.id())
            .serviceError(failure.flatMap(SessionFailure::serviceError).orElse(null))
            .serviceDescription(failure.flatMap(SessionFailure::serviceDescription).orElse(null))
            .build());
  }
}
