package dev.patchbay.spi.definition;

/**
 * Whether a service takes a proof key for the code exchange. There is no {@code plain}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636</a>
 */
public enum PkceMode {
  /** Every authorise URL carries an S256 challenge, and every exchange its verifier. */
  S256,
  /** The service does not know PKCE, or it would change how the service treats the client. */
  UNSUPPORTED
}
