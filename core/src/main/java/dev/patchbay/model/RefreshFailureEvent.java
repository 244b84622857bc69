package dev.patchbay.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refresh failed. The connection may live on: {@link Connection#status} says. Immutable; holds
 * nothing secret.
 */
public final class RefreshFailureEvent {
  private final Connection connection;
  private final ConnectionAttempt attempt;
  private final @Nullable Duration retryIn;

  private RefreshFailureEvent(Builder builder) {
    this.connection = builder.connection;
    this.attempt = builder.attempt;
    this.retryIn = builder.retryIn;
  }

  /**
   * Starts a builder.
   *
   * @param connection the connection as it is now
   * @param attempt what was tried, and what came of it
   * @return a builder with every other property at its default
   */
  public static Builder builder(Connection connection, ConnectionAttempt attempt) {
    return new Builder(connection, attempt);
  }

  /** {@return the connection as it is now} */
  public Connection connection() {
    return connection;
  }

  /** {@return what was tried, and what came of it} */
  public ConnectionAttempt attempt() {
    return attempt;
  }

  /**
   * {@return how long no other refresh of the token set begins; empty if one may begin at once, or
   * none ever will}
   */
  public Optional<Duration> retryIn() {
    return Optional.ofNullable(retryIn);
  }

  @Override
  public String toString() {
    return "RefreshFailureEvent[connection=" + connection + ", attempt=" + attempt + "]";
  }

  /** Builds a {@link RefreshFailureEvent}. Not thread-safe. */
  public static final class Builder {
    private final Connection connection;
    private final ConnectionAttempt attempt;
    private @Nullable Duration retryIn;

    private Builder(Connection connection, ConnectionAttempt attempt) {
      this.connection = Objects.requireNonNull(connection, "connection");
      this.attempt = Objects.requireNonNull(attempt, "attempt");
    }

    /**
     * Sets how long no other refresh of the token set begins. Default: none.
     *
     * @param retryIn how long no other refresh of the token set begins
     * @return this builder
     */
    public Builder retryIn(@Nullable Duration retryIn) {
      this.retryIn = retryIn;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public RefreshFailureEvent build() {
      return new RefreshFailureEvent(this);
    }
  }
}
