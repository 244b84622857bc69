package dev.patchbay.spi.store;

import dev.patchbay.model.ConnectionStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a failed refresh changes. Immutable. */
public final class RefreshFailure {
  private final String attemptId;
  private final @Nullable Duration retryIn;
  private final @Nullable ConnectionStatus status;
  private final @Nullable String reason;

  private RefreshFailure(Builder builder) {
    this.attemptId = builder.attemptId;
    this.retryIn = builder.retryIn;
    this.status = builder.status;
    this.reason = builder.reason;
  }

  /**
   * Starts a builder.
   *
   * @param attemptId the attempt that failed; its lease ends
   * @return a builder with every other property at its default
   */
  public static Builder builder(String attemptId) {
    return new Builder(attemptId);
  }

  /** {@return the attempt that failed; its lease ends} */
  public String attemptId() {
    return attemptId;
  }

  /** {@return how long no other refresh may begin; empty if one may at once} */
  public Optional<Duration> retryIn() {
    return Optional.ofNullable(retryIn);
  }

  /** {@return the status that the connection gets; empty if it keeps its own} */
  public Optional<ConnectionStatus> status() {
    return Optional.ofNullable(status);
  }

  /** {@return why the status changes; empty if it does not} */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  @Override
  public String toString() {
    return "RefreshFailure[attemptId=" + attemptId + ", status=" + status + "]";
  }

  /** Builds a {@link RefreshFailure}. Not thread-safe. */
  public static final class Builder {
    private final String attemptId;
    private @Nullable Duration retryIn;
    private @Nullable ConnectionStatus status;
    private @Nullable String reason;

    private Builder(String attemptId) {
      this.attemptId = Objects.requireNonNull(attemptId, "attemptId");
    }

    /**
     * Sets how long no other refresh may begin. Default: none.
     *
     * @param retryIn how long no other refresh may begin
     * @return this builder
     */
    public Builder retryIn(@Nullable Duration retryIn) {
      this.retryIn = retryIn;
      return this;
    }

    /**
     * Sets the status that the connection gets. Default: none.
     *
     * @param status the status that the connection gets
     * @return this builder
     */
    public Builder status(@Nullable ConnectionStatus status) {
      this.status = status;
      return this;
    }

    /**
     * Sets why the status changes. Default: none.
     *
     * @param reason why the status changes
     * @return this builder
     */
    public Builder reason(@Nullable String reason) {
      this.reason = reason;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public RefreshFailure build() {
      return new RefreshFailure(this);
    }
  }
}
