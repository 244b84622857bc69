package dev.patchbay.model;

/** Whether deleting a connection revokes its grant at the service. */
public enum RevocationMode {
  /**
   * Revoke, unless that reaches beyond this connection and another one of the same account and
   * client would die with it, or might, because its account or client is not known.
   */
  AUTO,
  /** Revoke, whatever dies with it. */
  ALWAYS,
  /** Forget the grant here and leave it alive at the service. */
  NEVER
}
