package dev.patchbay.spi.definition;

/** Which token of a grant is sent to the revocation endpoint. */
public enum RevokedToken {
  /** The access token. */
  ACCESS,
  /** The refresh token if the grant has one, which outlives the access token; else that one. */
  REFRESH,
  /** Both, the refresh token first, each by a call of its own: neither takes the other with it. */
  BOTH
}
