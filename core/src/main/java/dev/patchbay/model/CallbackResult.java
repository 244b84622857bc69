package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a callback came to. Immutable.
 *
 * <p>Look at the session's status: {@code COMPLETE}, {@code DENIED}, {@code FAILED} or {@code
 * EXPIRED}. It is still {@code PENDING} if the account could not be identified yet and is being
 * retried, or if another callback of the same state is at work.
 *
 * <p>A second arrival of the same callback changes nothing, carries the code it was refused with,
 * and shows what became of the session.
 */
public final class CallbackResult {
  private final Session session;
  private final @Nullable String refusedWith;

  private CallbackResult(Builder builder) {
    this.session = builder.session;
    this.refusedWith = builder.refusedWith;
  }

  /**
   * Starts a builder.
   *
   * @param session the session as it stands after the callback
   * @return a builder with every other property at its default
   */
  public static Builder builder(Session session) {
    return new Builder(session);
  }

  /**
   * {@return the session as it stands after the callback; without a return URL if the settings do
   * not allow that one any more}
   */
  public Session session() {
    return session;
  }

  /**
   * {@return why this callback did nothing: {@code session_already_used} or {@code
   * session_expired}; empty if this callback was the one that counted}
   */
  public Optional<String> refusedWith() {
    return Optional.ofNullable(refusedWith);
  }

  @Override
  public String toString() {
    return "CallbackResult[session=" + session + ", refusedWith=" + refusedWith + "]";
  }

  /** Builds a {@link CallbackResult}. Not thread-safe. */
  public static final class Builder {
    private final Session session;
    private @Nullable String refusedWith;

    private Builder(Session session) {
      this.session = Objects.requireNonNull(session, "session");
    }

    /**
     * Sets why this callback did nothing: {@code session_already_used} or {@code session_expired}.
     * Default: none.
     *
     * @param refusedWith why this callback did nothing: {@code session_already_used} or {@code
     *     session_expired}
     * @return this builder
     */
    public Builder refusedWith(@Nullable String refusedWith) {
      this.refusedWith = refusedWith;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public CallbackResult build() {
      return new CallbackResult(this);
    }
  }
}
