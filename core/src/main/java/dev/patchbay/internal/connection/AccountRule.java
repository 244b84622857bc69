package dev.patchbay.internal.connection;

/** Whether the details of accounts are sealed before they are stored. */
public enum AccountRule {
  CLEAR,
  SEALED
}
