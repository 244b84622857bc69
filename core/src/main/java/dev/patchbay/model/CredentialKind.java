package dev.patchbay.model;

/** How a connection came by its credential. */
public enum CredentialKind {
  /** The user granted it in a session. */
  OAUTH,
  /** The host handed over an access token. */
  ACCESS_TOKEN,
  /** The host handed over an API key. */
  API_KEY
}
