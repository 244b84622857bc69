package dev.patchbay.model;

/** What has become of a session. */
public enum SessionStatus {
  /** Waits for its user, or for the answer of the service. */
  PENDING,
  /** The account is connected. */
  COMPLETE,
  /** The user refused at the service. */
  DENIED,
  /** It went wrong; the session's failure says how. */
  FAILED,
  /** Its callback did not come in time. */
  EXPIRED;

  /** {@return whether nothing more will happen to the session} */
  public boolean isEnded() {
    return this != PENDING;
  }
}
