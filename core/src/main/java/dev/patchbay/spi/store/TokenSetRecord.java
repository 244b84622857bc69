package dev.patchbay.spi.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token set as a store keeps it. Immutable. */
public final class TokenSetRecord {
  private final String name;
  private final Sealed sealed;
  private final long version;
  private final boolean refreshable;
  private final @Nullable Instant expiresAt;
  private final @Nullable Instant refreshExpiresAt;
  private final @Nullable Lease lease;
  private final int failedAttempts;
  private final @Nullable Instant retryAt;

  private TokenSetRecord(Builder builder) {
    this.name = builder.name;
    this.sealed = builder.sealed;
    this.version = builder.version;
    this.refreshable = builder.refreshable;
    this.expiresAt = builder.expiresAt;
    this.refreshExpiresAt = builder.refreshExpiresAt;
    this.lease = builder.lease;
    this.failedAttempts = builder.failedAttempts;
    this.retryAt = builder.retryAt;
  }

  /**
   * Starts a builder.
   *
   * @param name the name of the token set
   * @param sealed the sealed credential
   * @param version the credential version: 1 for the first, then always one more
   * @return a builder with every other property at its default
   */
  public static Builder builder(String name, Sealed sealed, long version) {
    return new Builder(name, sealed, version);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(name, sealed, version);
    copy.refreshable = refreshable;
    copy.expiresAt = expiresAt;
    copy.refreshExpiresAt = refreshExpiresAt;
    copy.lease = lease;
    copy.failedAttempts = failedAttempts;
    copy.retryAt = retryAt;
    return copy;
  }

  /** {@return the name of the token set} */
  public String name() {
    return name;
  }

  /** {@return the sealed credential} */
  public Sealed sealed() {
    return sealed;
  }

  /** {@return the credential version: 1 for the first, then always one more} */
  public long version() {
    return version;
  }

  /** {@return the credential holds a refresh token} */
  public boolean refreshable() {
    return refreshable;
  }

  /** {@return when the access token expires, in store time; empty if that is not known} */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** {@return when the refresh token expires, in store time; empty if that is not known} */
  public Optional<Instant> refreshExpiresAt() {
    return Optional.ofNullable(refreshExpiresAt);
  }

  /** {@return the lease of the refresh that runs; empty if none does} */
  public Optional<Lease> lease() {
    return Optional.ofNullable(lease);
  }

  /** {@return how many refreshes failed since the last good one} */
  public int failedAttempts() {
    return failedAttempts;
  }

  /** {@return when the next refresh may begin, in store time; empty if at any time} */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }

  @Override
  public String toString() {
    return "TokenSetRecord[name=" + name + ", version=" + version + "]";
  }

  /** Builds a {@link TokenSetRecord}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Sealed sealed;
    private final long version;
    private boolean refreshable = false;
    private @Nullable Instant expiresAt;
    private @Nullable Instant refreshExpiresAt;
    private @Nullable Lease lease;
    private int failedAttempts = 0;
    private @Nullable Instant retryAt;

    private Builder(String name, Sealed sealed, long version) {
      this.name = Objects.requireNonNull(name, "name");
      this.sealed = Objects.requireNonNull(sealed, "sealed");
      this.version = version;
    }

    /**
     * Switches on: the credential holds a refresh token. Default: off.
     *
     * @return this builder
     */
    public Builder refreshable() {
      this.refreshable = true;
      return this;
    }

    /**
     * Sets when the access token expires, in store time. Default: none.
     *
     * @param expiresAt when the access token expires, in store time
     * @return this builder
     */
    public Builder expiresAt(@Nullable Instant expiresAt) {
      this.expiresAt = expiresAt;
      return this;
    }

    /**
     * Sets when the refresh token expires, in store time. Default: none.
     *
     * @param refreshExpiresAt when the refresh token expires, in store time
     * @return this builder
     */
    public Builder refreshExpiresAt(@Nullable Instant refreshExpiresAt) {
      this.refreshExpiresAt = refreshExpiresAt;
      return this;
    }

    /**
     * Sets the lease of the refresh that runs. Default: none.
     *
     * @param lease the lease of the refresh that runs
     * @return this builder
     */
    public Builder lease(@Nullable Lease lease) {
      this.lease = lease;
      return this;
    }

    /**
     * Sets how many refreshes failed since the last good one. Default: 0.
     *
     * @param failedAttempts how many refreshes failed since the last good one
     * @return this builder
     */
    public Builder failedAttempts(int failedAttempts) {
      this.failedAttempts = failedAttempts;
      return this;
    }

    /**
     * Sets when the next refresh may begin, in store time. Default: none.
     *
     * @param retryAt when the next refresh may begin, in store time
     * @return this builder
     */
    public Builder retryAt(@Nullable Instant retryAt) {
      this.retryAt = retryAt;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public TokenSetRecord build() {
      return new TokenSetRecord(this);
    }
  }
}
