package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended that a host waited for: the user completed it, or denied. Immutable.
 *
 * <p>Every other end (failed, expired, not in time) is an exception of the poll.
 */
public final class SessionOutcome {
  private final SessionId sessionId;
  private final SessionStatus status;
  private final @Nullable ConnectionId connectionId;

  private SessionOutcome(Builder builder) {
    this.sessionId = builder.sessionId;
    this.status = builder.status;
    this.connectionId = builder.connectionId;
  }

  /**
   * Starts a builder.
   *
   * @param sessionId the session
   * @param status {@link SessionStatus#COMPLETE} or {@link SessionStatus#DENIED}
   * @return a builder with every other property at its default
   */
  public static Builder builder(SessionId sessionId, SessionStatus status) {
    return new Builder(sessionId, status);
  }

  /** {@return the session} */
  public SessionId sessionId() {
    return sessionId;
  }

  /** {@return {@link SessionStatus#COMPLETE} or {@link SessionStatus#DENIED}} */
  public SessionStatus status() {
    return status;
  }

  /** {@return the connection that was made or renewed; empty if the user denied} */
  public Optional<ConnectionId> connectionId() {
    return Optional.ofNullable(connectionId);
  }

  /** {@return whether the user completed the session; otherwise the user denied} */
  public boolean isComplete() {
    return status == SessionStatus.COMPLETE;
  }

  @Override
  public String toString() {
    return "SessionOutcome[sessionId=" + sessionId + ", status=" + status + "]";
  }

  /** Builds a {@link SessionOutcome}. Not thread-safe. */
  public static final class Builder {
    private final SessionId sessionId;
    private final SessionStatus status;
    private @Nullable ConnectionId connectionId;

    private Builder(SessionId sessionId, SessionStatus status) {
      this.sessionId = Objects.requireNonNull(sessionId, "sessionId");
      this.status = Objects.requireNonNull(status, "status");
    }

    /**
     * Sets the connection that was made or renewed. Default: none.
     *
     * @param connectionId the connection that was made or renewed
     * @return this builder
     */
    public Builder connectionId(@Nullable ConnectionId connectionId) {
      this.connectionId = connectionId;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public SessionOutcome build() {
      return new SessionOutcome(this);
    }
  }
}
