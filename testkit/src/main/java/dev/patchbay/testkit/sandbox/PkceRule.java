package dev.patchbay.testkit.sandbox;

/**
 * What a service makes of a proof key. None takes {@code plain}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636</a>
 */
public enum PkceRule {
  /** Challenge and verifier are unknown parameters. */
  IGNORED,
  /** Checked where a challenge was sent. */
  OPTIONAL,
  /** No code without a challenge. */
  REQUIRED,
  /** No tokens if there was a challenge or is a verifier. */
  REFUSED
}
