package dev.patchbay.model;

/** What came of an attempt that the history of a connection tells of. */
public enum AttemptOutcome {
  /** The connection was made. */
  CREATED,
  /** Its credential was swapped by a new authorisation, or by one that the host handed over. */
  RECONNECTED,
  /** A new authorisation was not taken, and the old credential stayed. */
  RECONNECT_REFUSED,
  /** A token set was refreshed. */
  REFRESHED,
  /** A refresh failed. */
  REFRESH_FAILED,
  /** The service's API did not take the credential, says a caller. */
  UNAUTHORIZED
}
