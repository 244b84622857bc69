package dev.patchbay.spi.definition;

/**
 * What a refresh does to the refresh token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, section 4.14.2</a>
 */
public enum RefreshRotation {
  /** The same refresh token can be used again and again. */
  KEPT,
  /** A new refresh token takes the place of the one that was sent. */
  REPLACED
}
