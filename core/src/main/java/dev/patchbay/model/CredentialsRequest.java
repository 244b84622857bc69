package dev.patchbay.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which credential of a connection is wanted, and how long a caller waits for it. Immutable. */
public final class CredentialsRequest {
  private final ConnectionId connectionId;
  private final @Nullable String tokenSet;
  private final Duration timeout;

  private CredentialsRequest(Builder builder) {
    this.connectionId = builder.connectionId;
    this.tokenSet = builder.tokenSet;
    this.timeout = builder.timeout;
  }

  /**
   * Starts a builder.
   *
   * @param connectionId the connection
   * @return a builder with every other property at its default
   */
  public static Builder builder(ConnectionId connectionId) {
    return new Builder(connectionId);
  }

  /** {@return the connection} */
  public ConnectionId connectionId() {
    return connectionId;
  }

  /**
   * {@return the name of the token set, such as {@code bot}; empty if the primary one is wanted}
   */
  public Optional<String> tokenSet() {
    return Optional.ofNullable(tokenSet);
  }

  /**
   * {@return how long to wait for a refresh, more than zero and at most one hour; a refresh that
   * was begun goes on without the caller}
   */
  public Duration timeout() {
    return timeout;
  }

  @Override
  public String toString() {
    return "CredentialsRequest[connectionId=" + connectionId + ", tokenSet=" + tokenSet + "]";
  }

  /** Builds a {@link CredentialsRequest}. Not thread-safe. */
  public static final class Builder {
    private final ConnectionId connectionId;
    private @Nullable String tokenSet;
    private Duration timeout = Duration.ofSeconds(30);

    private Builder(ConnectionId connectionId) {
      this.connectionId = Objects.requireNonNull(connectionId, "connectionId");
    }

    /**
     * Sets the name of the token set, such as {@code bot}. Default: none.
     *
     * @param tokenSet the name of the token set, such as {@code bot}
     * @return this builder
     */
    public Builder tokenSet(@Nullable String tokenSet) {
      this.tokenSet = tokenSet;
      return this;
    }

    /**
     * Sets how long to wait for a refresh, more than zero and at most one hour; a refresh that was
     * begun goes on without the caller. Default: 30 seconds.
     *
     * @param timeout how long to wait for a refresh, more than zero and at most one hour; a refresh
     *     that was begun goes on without the caller
     * @return this builder
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public CredentialsRequest build() {
      return new CredentialsRequest(this);
    }
  }
}
