package dev.patchbay.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a re-encryption is. Immutable. */
public final class ReencryptionProgress {
  private final long resealed;
  private final long overtaken;
  private final long unreadable;
  private final long left;
  private final @Nullable String keyId;

  private ReencryptionProgress(Builder builder) {
    this.resealed = builder.resealed;
    this.overtaken = builder.overtaken;
    this.unreadable = builder.unreadable;
    this.left = builder.left;
    this.keyId = builder.keyId;
  }

  /**
   * Starts a builder.
   *
   * @return a builder with every other property at its default
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how many values were sealed anew} */
  public long resealed() {
    return resealed;
  }

  /** {@return how many changed while they were being sealed anew, and so needed nothing} */
  public long overtaken() {
    return overtaken;
  }

  /** {@return how many were left as they are because they do not open} */
  public long unreadable() {
    return unreadable;
  }

  /** {@return how many are sealed with another key than the one that seals now, as far as known} */
  public long left() {
    return left;
  }

  /**
   * {@return the id of the key that seals now, on the node that this ran on; empty if it is not
   * known}
   */
  public Optional<String> keyId() {
    return Optional.ofNullable(keyId);
  }

  @Override
  public String toString() {
    return "ReencryptionProgress[resealed="
        + resealed
        + ", overtaken="
        + overtaken
        + ", unreadable="
        + unreadable
        + ", left="
        + left
        + ", keyId="
        + keyId
        + "]";
  }

  /** Builds a {@link ReencryptionProgress}. Not thread-safe. */
  public static final class Builder {
    private long resealed = 0L;
    private long overtaken = 0L;
    private long unreadable = 0L;
    private long left = 0L;
    private @Nullable String keyId;

    private Builder() {}

    /**
     * Sets how many values were sealed anew. Default: 0.
     *
     * @param resealed how many values were sealed anew
     * @return this builder
     */
    public Builder resealed(long resealed) {
      this.resealed = resealed;
      return this;
    }

    /**
     * Sets how many changed while they were being sealed anew, and so needed nothing. Default: 0.
     *
     * @param overtaken how many changed while they were being sealed anew, and so needed nothing
     * @return this builder
     */
    public Builder overtaken(long overtaken) {
      this.overtaken = overtaken;
      return this;
    }

    /**
     * Sets how many were left as they are because they do not open. Default: 0.
     *
     * @param unreadable how many were left as they are because they do not open
     * @return this builder
     */
    public Builder unreadable(long unreadable) {
      this.unreadable = unreadable;
      return this;
    }

    /**
     * Sets how many are sealed with another key than the one that seals now, as far as known.
     * Default: 0.
     *
     * @param left how many are sealed with another key than the one that seals now, as far as known
     * @return this builder
     */
    public Builder left(long left) {
      this.left = left;
      return this;
    }

    /**
     * Sets the id of the key that seals now, on the node that this ran on. Default: none.
     *
     * @param keyId the id of the key that seals now, on the node that this ran on
     * @return this builder
     */
    public Builder keyId(@Nullable String keyId) {
      this.keyId = keyId;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ReencryptionProgress build() {
      return new ReencryptionProgress(this);
    }
  }
}
