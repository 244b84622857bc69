package dev.patchbay.spi.store;

import dev.patchbay.model.ConnectionAttempt;
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
  private final @Nullable String cause;
  private final @Nullable String reason;
  private final boolean counted;
  private final boolean outcomeUnknown;
  private final @Nullable ConnectionAttempt attempt;

  private RefreshFailure(Builder builder) {
    this.attemptId = builder.attemptId;
    this.retryIn = builder.retryIn;
    this.status = builder.status;
    this.cause = builder.cause;
    this.reason = builder.reason;
    this.counted = builder.counted;
    this.outcomeUnknown = builder.outcomeUnknown;
    this.attempt = builder.attempt;
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

  /** {@return the error code of the status in lower case; empty if the status does not change} */
  public Optional<String> cause() {
    return Optional.ofNullable(cause);
  }

  /** {@return why the status changes; empty if it does not} */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** {@return it counts as a failed attempt of this token set} */
  public boolean counted() {
    return counted;
  }

  /**
   * {@return the refresh token was sent, and nobody knows whether the service acted on it; stays
   * noted until the credential is replaced}
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }

  /** {@return what the history of the connection is to say, its time apart; empty if nothing} */
  public Optional<ConnectionAttempt> attempt() {
    return Optional.ofNullable(attempt);
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
    private @Nullable String cause;
    private @Nullable String reason;
    private boolean counted = true;
    private boolean outcomeUnknown = false;
    private @Nullable ConnectionAttempt attempt;

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
     * Sets the error code of the status, in lower case. Default: none.
     *
     * @param cause the error code of the status, in lower case
     * @return this builder
     */
    public Builder cause(@Nullable String cause) {
      this.cause = cause;
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
     * Switches off: it counts as a failed attempt of this token set. Default: on.
     *
     * @return this builder
     */
    public Builder uncounted() {
      this.counted = false;
      return this;
    }

    /**
     * Switches on: nobody knows whether the service acted on the refresh token. Default: off.
     *
     * @return this builder
     */
    public Builder outcomeUnknown() {
      this.outcomeUnknown = true;
      return this;
    }

    /**
     * Sets what the history of the connection is to say. Default: nothing.
     *
     * @param attempt what the history is to say; the store sets its time
     * @return this builder
     */
    public Builder attempt(@Nullable ConnectionAttempt attempt) {
      this.attempt = attempt;
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
