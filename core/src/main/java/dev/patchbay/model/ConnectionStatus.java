package dev.patchbay.model;

/** Whether a connection can be used. */
public enum ConnectionStatus {
  /** It can. */
  ACTIVE,
  /** The service ended the grant: the user must connect again. */
  NEEDS_REAUTH,
  /** The grant is good but lacks a scope that the integration cannot do without. */
  INSUFFICIENT_SCOPE
}
