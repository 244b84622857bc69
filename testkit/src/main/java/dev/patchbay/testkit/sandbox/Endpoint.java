package dev.patchbay.testkit.sandbox;

/** What a request to a service is for. */
public enum Endpoint {
  /** The page that asks the user; sending its form off is not counted. */
  AUTHORIZE,
  /** The exchange of a code or of a refresh token for tokens. */
  TOKEN,
  /** Whose account a token is. */
  IDENTITY,
  /** Whose API key it is, where the service tells that apart from {@link #IDENTITY}. */
  KEY_IDENTITY,
  /**
   * The claims of OpenID Connect about the account of a token.
   *
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect
   *     Core, section 5.3</a>
   */
  USERINFO,
  /** The account's email addresses, where the service keeps them apart. */
  EMAILS,
  /** The end of a token. */
  REVOKE
}
