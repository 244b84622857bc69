package dev.patchbay.spi.store;

import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a session ends without a connection. Immutable. */
public final class SessionEnd {
  private final SessionStatus status;
  private final @Nullable SessionFailure failure;

  private SessionEnd(Builder builder) {
    this.status = builder.status;
    this.failure = builder.failure;
  }

  /**
   * Starts a builder.
   *
   * @param status {@code DENIED} or {@code FAILED}
   * @return a builder with every other property at its default
   */
  public static Builder builder(SessionStatus status) {
    return new Builder(status);
  }

  /** {@return {@code DENIED} or {@code FAILED}} */
  public SessionStatus status() {
    return status;
  }

  /** {@return why it failed; empty if it was denied} */
  public Optional<SessionFailure> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String toString() {
    return "SessionEnd[status=" + status + "]";
  }

  /** Builds a {@link SessionEnd}. Not thread-safe. */
  public static final class Builder {
    private final SessionStatus status;
    private @Nullable SessionFailure failure;

    private Builder(SessionStatus status) {
      this.status = Objects.requireNonNull(status, "status");
    }

    /**
     * Sets why it failed. Default: none.
     *
     * @param failure why it failed
     * @return this builder
     */
    public Builder failure(@Nullable SessionFailure failure) {
      this.failure = failure;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public SessionEnd build() {
      return new SessionEnd(this);
    }
  }
}
