package dev.patchbay.spi.definition;

/**
 * How a client proves who it is. One way per endpoint; never probed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, section 2.3.1</a>
 */
public enum ClientAuthentication {
  /** HTTP Basic with id and secret, each form-encoded first. */
  BASIC,
  /** HTTP Basic with id and secret as they are, in UTF-8: for services that do not decode them. */
  BASIC_UNENCODED,
  /** {@code client_id} and {@code client_secret} in the body. */
  POST,
  /**
   * {@code client_id} in the body, and {@code client_secret} if the client has one: for services
   * that register public clients too.
   */
  POST_OR_NONE,
  /** {@code client_id} in the body, no secret. */
  NONE,
  /**
   * Not at all: whoever has a token may revoke it. For revocation calls only, which then need no
   * client.
   */
  ANONYMOUS
}
