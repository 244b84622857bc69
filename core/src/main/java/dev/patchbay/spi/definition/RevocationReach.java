package dev.patchbay.spi.definition;

/** What one revocation takes with it. */
public enum RevocationReach {
  /** The token sent, and what belongs to it. */
  TOKEN,
  /** Every token of this user and this client. */
  USER_AND_CLIENT
}
