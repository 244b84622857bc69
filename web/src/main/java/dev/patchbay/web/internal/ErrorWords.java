package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What clients are told of a failure: the message of what they sent themselves, and a fixed
 * sentence of everything else, since a service, a provider or a store may have its part in it.
 */
final class ErrorWords {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private ErrorWords() {}

  static String of(IntegrationException failure) {
    return failure instanceof InvalidRequestException invalid
        ? withWireName(invalid)
        : of(failure.code());
  }

  /** Fields are named as in Java there, and as on the wire here. */
  private static String withWireName(InvalidRequestException invalid) {
    String message = invalid.detail().message();
    return invalid
        .field()
        .map(field -> message.replace("'" + field + "'", "'" + wireName(field) + "'"))
        .orElse(message);
  }

  private static String wireName(String field) {
    return HUMP.matcher(field).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  static String of(ErrorCode code) {
    return switch (code) {
      case GRANT_REVOKED, GRANT_EXPIRED, REFRESH_OUTCOME_UNKNOWN ->
          "The service does not accept this connection's credential any more; connect it again.";
      case INSUFFICIENT_SCOPE ->
          "The user granted less than the integration needs; connect it again and grant all.";
      case UNKNOWN_INTEGRATION ->
          "'integration_type' is none that is installed; GET /integrations lists those that are.";
      case DUPLICATE_PROVIDER ->
          "'integration_type' has two providers here; the operator must take one out.";
      case METHOD_NOT_SUPPORTED ->
          "'integration_type' cannot be connected in this way; GET /integrations lists its ways.";
      case CLIENT_MISSING, CLIENT_REJECTED ->
          "The OAuth client of this integration is missing or refused; the operator must mend it.";
      case INVALID_CONFIGURATION, KEY_UNKNOWN, KEY_MISMATCH, SECRET_UNREADABLE ->
          "Something is configured wrongly here; the operator must mend it.";
      case RATE_LIMITED -> "The service asks for fewer requests; ask again later.";
      case OVERLOADED ->
          "There are as many pending sessions as there may be; finish them, or ask again later.";
      case STORE_UNAVAILABLE, CLOSED -> "The application cannot reach its database; ask again.";
      case PROVIDER_UNAVAILABLE, PROVIDER_TIMED_OUT, REFRESH_REFUSED, REFRESH_PENDING ->
          "The service could not answer just now; ask again.";
      case WAIT_INTERRUPTED, POLL_INTERRUPTED, POLL_TIMEOUT ->
          "The wait ended before there was an outcome; ask again.";
      case SESSION_NOT_FOUND -> Access.NO_SESSION;
      case CONNECTION_NOT_FOUND -> Access.NO_CONNECTION;
      default -> ofSession(code);
    };
  }

  private static String ofSession(ErrorCode code) {
    return switch (code) {
      case SESSION_EXPIRED -> "Nobody finished the session in time; create another one.";
      case AUTHORIZATION_FAILED -> "The service ended the authorization; create another session.";
      case CODE_REJECTED,
          EXCHANGE_REFUSED,
          TOKEN_REPLY_INVALID,
          UNEXPECTED_REDIRECT,
          RESPONSE_TOO_LARGE ->
          "The service did not give a credential for the user's consent; create another session.";
      case EXCHANGE_OUTCOME_UNKNOWN ->
          "The connection to the service broke while it was asked for a credential; create"
              + " another session.";
      case IDENTITY_UNAVAILABLE, IDENTITY_REJECTED ->
          "The service did not say whose account it is; create another session.";
      case ACCOUNT_MISMATCH ->
          "The user chose another account than the connected one; create another session.";
      default -> "The application could not do what was asked; its log says why.";
    };
  }
}
