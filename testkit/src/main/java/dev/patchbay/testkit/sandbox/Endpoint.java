package dev.patchbay.testkit.sandbox;

/** What a request to a service is for. */
public enum Endpoint {
  /** The page that asks the user; sending its form off is not counted. */
  AUTHORIZE,
  /** The exchange of a code for tokens. */
  TOKEN,
  /** Whose account a token is. */
  IDENTITY,
  /** The account's email addresses, where the service keeps them apart. */
  EMAILS,
  /** The end of a token. */
  REVOKE
}
