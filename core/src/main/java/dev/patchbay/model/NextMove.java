package dev.patchbay.model;

/** Whose move it is, so that a connection works again or goes on working. */
public enum NextMove {
  /** Nobody's: it works. */
  NOBODY,
  /** The user's: to connect again. */
  USER,
  /** The operator's: to mend a client, a key or a setting. */
  OPERATOR,
  /** The service's: what fails passes, and Patchbay tries again by itself. */
  SERVICE
}
