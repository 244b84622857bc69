package dev.patchbay.spi.definition;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh does to the tokens, and how long they live. Immutable. All of it is a hint: a
 * reply that says otherwise is believed. Without a word the worst is assumed: the refresh token is
 * replaced, and the old one is dead at once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, section 6</a>
 */
public final class RefreshRules {
  private final RefreshRotation rotation;
  private final boolean endsAccessToken;
  private final @Nullable Duration replayWindow;
  private final @Nullable Duration accessLife;
  private final @Nullable Duration idleLife;
  private final @Nullable Duration absoluteLife;

  private RefreshRules(Builder builder) {
    this.rotation = builder.rotation;
    this.endsAccessToken = builder.endsAccessToken;
    this.replayWindow = builder.replayWindow;
    this.accessLife = builder.accessLife;
    this.idleLife = builder.idleLife;
    this.absoluteLife = builder.absoluteLife;
  }

  /**
   * Starts a builder.
   *
   * @return a builder with every property at its default
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return what a refresh does to the refresh token} */
  public RefreshRotation rotation() {
    return rotation;
  }

  /** {@return whether a refresh ends the old access token at once} */
  public boolean endsAccessToken() {
    return endsAccessToken;
  }

  /**
   * {@return how long after a refresh the same refresh token may be sent once more, because the
   * answer was lost; empty if it may not}
   */
  public Optional<Duration> replayWindow() {
    return Optional.ofNullable(replayWindow);
  }

  /** {@return how long an access token lives whose reply names no life; empty if unknown} */
  public Optional<Duration> accessLife() {
    return Optional.ofNullable(accessLife);
  }

  /** {@return how long a refresh token lives that is not used; empty if unknown} */
  public Optional<Duration> idleLife() {
    return Optional.ofNullable(idleLife);
  }

  /** {@return how long a refresh token lives, used or not; empty if unknown} */
  public Optional<Duration> absoluteLife() {
    return Optional.ofNullable(absoluteLife);
  }

  @Override
  public String toString() {
    return "RefreshRules[rotation=" + rotation + ", replayWindow=" + replayWindow + "]";
  }

  /** Builds {@link RefreshRules}. Not thread-safe. */
  public static final class Builder {
    private RefreshRotation rotation = RefreshRotation.REPLACED;
    private boolean endsAccessToken = false;
    private @Nullable Duration replayWindow;
    private @Nullable Duration accessLife;
    private @Nullable Duration idleLife;
    private @Nullable Duration absoluteLife;

    private Builder() {}

    /**
     * Sets what a refresh does to the refresh token. Default: {@code REPLACED}.
     *
     * @param rotation what it does
     * @return this builder
     */
    public Builder rotation(RefreshRotation rotation) {
      this.rotation = Objects.requireNonNull(rotation, "rotation");
      return this;
    }

    /**
     * Switches on: a refresh ends the old access token at once. Default: off.
     *
     * @return this builder
     */
    public Builder endsAccessToken() {
      this.endsAccessToken = true;
      return this;
    }

    /**
     * Sets how long after a refresh the same refresh token may be sent once more. Default: it may
     * not.
     *
     * @param replayWindow more than zero
     * @return this builder
     */
    public Builder replayWindow(@Nullable Duration replayWindow) {
      this.replayWindow = replayWindow;
      return this;
    }

    /**
     * Sets how long an access token lives whose reply names no life. Default: unknown.
     *
     * @param accessLife more than zero
     * @return this builder
     */
    public Builder accessLife(@Nullable Duration accessLife) {
      this.accessLife = accessLife;
      return this;
    }

    /**
     * Sets how long a refresh token lives that is not used. Default: unknown.
     *
     * @param idleLife more than zero
     * @return this builder
     */
    public Builder idleLife(@Nullable Duration idleLife) {
      this.idleLife = idleLife;
      return this;
    }

    /**
     * Sets how long a refresh token lives, used or not. Default: unknown.
     *
     * @param absoluteLife more than zero
     * @return this builder
     */
    public Builder absoluteLife(@Nullable Duration absoluteLife) {
      this.absoluteLife = absoluteLife;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public RefreshRules build() {
      return new RefreshRules(this);
    }
  }
}
