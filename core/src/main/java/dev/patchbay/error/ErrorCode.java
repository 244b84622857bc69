package dev.patchbay.error;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can go wrong, as a closed list.
 *
 * <p>Each code has a wire value (its name in lower case) and the HTTP status that the REST API
 * answers with. {@code docs/errors.md} says for each what happened and what to do.
 */
public enum ErrorCode {
  /** The service says that the user or an administrator ended the grant. */
  GRANT_REVOKED(422),
  /** The grant reached the end of its life. */
  GRANT_EXPIRED(422),
  /** A refresh was sent and its answer lost, and the service may have ended the old token. */
  REFRESH_OUTCOME_UNKNOWN(422),
  /** The grant lacks a scope that is needed. */
  INSUFFICIENT_SCOPE(422),

  /** No provider of that id is installed. */
  UNKNOWN_INTEGRATION(422),
  /** Several providers have that id, so none is available. */
  DUPLICATE_PROVIDER(422),
  /** The integration cannot be connected in the way that was asked for. */
  METHOD_NOT_SUPPORTED(422),
  /** No OAuth client is configured for the integration. */
  CLIENT_MISSING(422),
  /**
   * The service refused the OAuth client: id, secret or redirect URI is wrong, or it is suspended.
   */
  CLIENT_REJECTED(422),
  /** A setting is missing or cannot be read. */
  INVALID_CONFIGURATION(422),
  /** A stored secret is sealed under a key that is not there. */
  KEY_UNKNOWN(422),
  /** The key under an id is not the one that the store knows under that id. */
  KEY_MISMATCH(422),
  /** A stored secret does not open: it was changed or moved. */
  SECRET_UNREADABLE(422),

  /** The service cannot be reached, or says that it cannot answer now. */
  PROVIDER_UNAVAILABLE(503),
  /** The service asks to be called less often. */
  RATE_LIMITED(429),
  /** The store cannot be reached. */
  STORE_UNAVAILABLE(503),
  /** A bound is reached: too many sessions, waiters or calls at once. */
  OVERLOADED(429),
  /** The registry was closed. */
  CLOSED(503),
  /** The service refused a refresh and did not make clear why. */
  REFRESH_REFUSED(503),
  /** A refresh takes longer than the caller waits; it goes on. */
  REFRESH_PENDING(503),
  /** The thread that waited for a refresh was interrupted; the refresh goes on. */
  WAIT_INTERRUPTED(503),

  /** Something that the host handed in, such as a cipher, threw what it must not. */
  INTERNAL_FAULT(422),

  /** A provider's code threw, or returned what it must not. */
  PROVIDER_THREW(422),
  /** A provider's code did not come back in time. */
  PROVIDER_TIMED_OUT(503),
  /** Code that a refresh called waited for a refresh. */
  REENTRANT_CALL(422),

  /** The session was not finished within the poll's time-out; it may still be. */
  POLL_TIMEOUT(422),
  /** The thread that waited was interrupted; the session may still be finished. */
  POLL_INTERRUPTED(422),
  /** The callback did not come before the session's end. */
  SESSION_EXPIRED(422),
  /** The service ended the authorization with an error that is not a denial. */
  AUTHORIZATION_FAILED(422),
  /** The service refused the authorization code. */
  CODE_REJECTED(422),
  /** The code was sent and no complete answer came; a code is never sent twice. */
  EXCHANGE_OUTCOME_UNKNOWN(422),
  /** The service refused the exchange for a reason that it did not make clear. */
  EXCHANGE_REFUSED(422),
  /** The token endpoint answered with something that is not a usable token reply. */
  TOKEN_REPLY_INVALID(422),
  /** The token endpoint answered with a redirect, which is never followed. */
  UNEXPECTED_REDIRECT(422),
  /** The token endpoint's answer was larger than allowed. */
  RESPONSE_TOO_LARGE(422),
  /** The account could not be identified within the time allowed. */
  IDENTITY_UNAVAILABLE(422),
  /** The service refused the new grant when it was asked whose it is. */
  IDENTITY_REJECTED(422),

  /** There is no such session in this workspace. */
  SESSION_NOT_FOUND(404),
  /** There is no such connection in this workspace. */
  CONNECTION_NOT_FOUND(404),

  /** An argument is missing, malformed or too long. */
  INVALID_ARGUMENT(422),
  /** The credential is of a kind that the integration cannot use. */
  CREDENTIAL_WRONG_KIND(422),
  /** The service refused the credential. */
  CREDENTIAL_REJECTED(422),
  /** The return URL is neither a path on the host's site nor on the allow-list. */
  RETURN_TO_NOT_ALLOWED(422),
  /** The host that a request names, or a stored connection has, is not one that is allowed. */
  HOST_NOT_ALLOWED(422),
  /** The reconnect came back as another account than the connected one. */
  ACCOUNT_MISMATCH(422),
  /** The callback's query is malformed, or names a parameter twice. */
  CALLBACK_MALFORMED(400),
  /** No session has this state: it is forged, or the session was forgotten long after its end. */
  STATE_UNKNOWN(400),
  /** Another callback used this state before. */
  SESSION_ALREADY_USED(400),
  /** The browser is not the one that began the session. */
  BROWSER_BINDING_MISMATCH(400),
  /** The callback came from another authorization server than the session's. */
  ISSUER_MISMATCH(400),
  /** The callback came to the redirect URI of another integration than the session's. */
  INTEGRATION_MISMATCH(400),

  /**
   * The REST API: the body is no JSON, or has a field of a wrong type, an unknown or a repeated
   * one; or the URL is not encoded rightly.
   */
  MALFORMED_REQUEST(400),
  /** The REST API: the request has no key, or one that nobody knows. */
  UNAUTHENTICATED(401),
  /** The REST API: the key may not do this. */
  FORBIDDEN(403),
  /** The REST API: there is no such workspace for this key. */
  WORKSPACE_NOT_FOUND(404),
  /** The REST API: nothing answers at this path. */
  ROUTE_NOT_FOUND(404),
  /** The REST API: what answers at this path does not take this method. */
  METHOD_NOT_ALLOWED(405),
  /** The REST API: the body is larger than allowed. */
  BODY_TOO_LARGE(413),
  /** The REST API: the body is of another media type than JSON. */
  MEDIA_TYPE_NOT_SUPPORTED(415),
  /** The REST API: something was asked for too often, of this workspace or session. */
  QUOTA_EXCEEDED(429);

  private final int httpStatus;

  ErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** {@return the code as it stands in JSON, for instance {@code session_expired}} */
  public String wireValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds the code of a wire value.
   *
   * @param wireValue the code as it stands in JSON or in a stored session
   * @return the code; empty if this version does not know it
   */
  public static Optional<ErrorCode> find(String wireValue) {
    return Arrays.stream(values()).filter(code -> code.wireValue().equals(wireValue)).findFirst();
  }

  /** {@return the HTTP status that the REST API answers with} */
  public int httpStatus() {
    return httpStatus;
  }
}
