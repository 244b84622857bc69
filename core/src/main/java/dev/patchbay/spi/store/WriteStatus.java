package dev.patchbay.spi.store;

/** What a conditional write of a connection came to. */
public enum WriteStatus {
  /** It was written. */
  DONE,
  /**
   * Nothing was written: the connection's revision moved, or another connection of the same account
   * is there. Read again and decide anew.
   */
  CONFLICT,
  /** Nothing was written: the session is not exchanging, or the connection is gone. */
  GONE
}
