package dev.patchbay.testkit.sandbox;

/**
 * Why a token or revocation request is refused, before a dialect puts it in its own words.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
public enum Refusal {
  /** The body has the wrong format, or a parameter is missing or there twice. */
  MALFORMED_REQUEST("invalid_request"),
  /** No registered client, or one that did not prove itself in an accepted way. */
  UNKNOWN_CLIENT("invalid_client"),
  /** The client is registered and its secret is another one. */
  WRONG_SECRET("invalid_client"),
  /** Not a grant that the service offers. */
  UNSUPPORTED_GRANT_TYPE("unsupported_grant_type"),
  /** The code was never given out, or belongs to another client. */
  BAD_CODE("invalid_grant"),
  /** The code was exchanged before, or its exchange was refused. */
  USED_CODE("invalid_grant"),
  /** The redirect URI is not the one of the authorise URL. */
  REDIRECT_MISMATCH("invalid_grant"),
  /** The verifier does not fit the challenge, or the service wants neither. */
  WRONG_VERIFIER("invalid_grant"),
  /** The refresh token was never given out, or there is none, or the service has no such thing. */
  UNKNOWN_REFRESH_TOKEN("invalid_grant"),
  /** The refresh token belongs to another client. */
  FOREIGN_REFRESH_TOKEN("invalid_grant"),
  /** The refresh token was traded in before, and is good for nothing more. */
  USED_REFRESH_TOKEN("invalid_grant"),
  /** The time of the refresh token is over. */
  EXPIRED_REFRESH_TOKEN("invalid_grant"),
  /** The refresh token was revoked, by its owner, its client or the service. */
  REVOKED_REFRESH_TOKEN("invalid_grant");

  private final String standardCode;

  Refusal(String standardCode) {
    this.standardCode = standardCode;
  }

  /** {@return whether it is about the refresh token, and so no word about a code fits} */
  public boolean isAboutRefreshToken() {
    return switch (this) {
      case UNKNOWN_REFRESH_TOKEN,
          FOREIGN_REFRESH_TOKEN,
          USED_REFRESH_TOKEN,
          EXPIRED_REFRESH_TOKEN,
          REVOKED_REFRESH_TOKEN ->
          true;
      default -> false;
    };
  }

  /** {@return the error code that RFC 6749 has for it} */
  public String standardCode() {
    return standardCode;
  }
}
