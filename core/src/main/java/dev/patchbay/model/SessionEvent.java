package dev.patchbay.model;

import java.util.Objects;

/** Something happened to a session. Immutable. */
public final class SessionEvent {
  private final Session session;

  private SessionEvent(Builder builder) {
    this.session = builder.session;
  }

  /**
   * Starts a builder.
   *
   * @param session the session as it stands after the event
   * @return a builder with every other property at its default
   */
  public static Builder builder(Session session) {
    return new Builder(session);
  }

  /** {@return the session as it stands after the event} */
  public Session session() {
    return session;
  }

  @Override
  public String toString() {
    return "SessionEvent[session=" + session + "]";
  }

  /** Builds a {@link SessionEvent}. Not thread-safe. */
  public static final class Builder {
    private final Session session;

    private Builder(Session session) {
      this.session = Objects.requireNonNull(session, "session");
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public SessionEvent build() {
      return new SessionEvent(this);
    }
  }
}
