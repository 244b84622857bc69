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
  private final Instant writtenAt;
  private final @Nullable Instant expiresAt;
  private final @Nullable Instant refreshExpiresAt;
  private final @Nullable Instant dueAt;
  private final @Nullable Lease lease;
  private final int failedAttempts;
  private final @Nullable Instant retryAt;
  private final boolean outcomeUnknown;

  private TokenSetRecord(Builder builder) {
    this.name = builder.name;
    this.sealed = builder.sealed;
    this.version = builder.version;
    this.refreshable = builder.refreshable;
    this.writtenAt = builder.writtenAt;
    this.expiresAt = builder.expiresAt;
    this.refreshExpiresAt = builder.refreshExpiresAt;
    this.dueAt = builder.dueAt;
    this.lease = builder.lease;
    this.failedAttempts = builder.failedAttempts;
    this.retryAt = builder.retryAt;
    this.outcomeUnknown = builder.outcomeUnknown;
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
    return copyWith(sealed);
  }

  /**
   * Copies the record for the same credential under another key.
   *
   * @param sealed the same credential, sealed for the same place
   * @return a record that differs in the sealed bytes only
   */
  public TokenSetRecord withSealed(Sealed sealed) {
    return copyWith(sealed).build();
  }

  private Builder copyWith(Sealed sealed) {
    Builder copy = new Builder(name, sealed, version);
    copy.refreshable = refreshable;
    copy.writtenAt = writtenAt;
    copy.expiresAt = expiresAt;
    copy.refreshExpiresAt = refreshExpiresAt;
    copy.dueAt = dueAt;
    copy.lease = lease;
    copy.failedAttempts = failedAttempts;
    copy.retryAt = retryAt;
    copy.outcomeUnknown = outcomeUnknown;
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

  /** {@return when the credential was written, in store time} */
  public Instant writtenAt() {
    return writtenAt;
  }

  /** {@return when the access token expires, in store time; empty if that is not known} */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** {@return when the refresh token expires, in store time; empty if that is not known} */
  public Optional<Instant> refreshExpiresAt() {
    return Optional.ofNullable(refreshExpiresAt);
  }

  /** {@return when it is to be refreshed in the background, in store time; empty if never} */
  public Optional<Instant> dueAt() {
    return Optional.ofNullable(dueAt);
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

  /**
   * {@return the refresh token was sent since the credential was written, and nobody knows whether
   * the service acted on it}
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
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
    private Instant writtenAt = Instant.EPOCH;
    private @Nullable Instant expiresAt;
    private @Nullable Instant refreshExpiresAt;
    private @Nullable Instant dueAt;
    private @Nullable Lease lease;
    private int failedAttempts = 0;
    private @Nullable Instant retryAt;
    private boolean outcomeUnknown = false;

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
     * Sets when the credential was written, in store time. Default: 1970.
     *
     * @param writtenAt when the credential was written, in store time
     * @return this builder
     */
    public Builder writtenAt(Instant writtenAt) {
      this.writtenAt = Objects.requireNonNull(writtenAt, "writtenAt");
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
     * Sets when it is to be refreshed in the background, in store time. Default: never.
     *
     * @param dueAt when it is to be refreshed in the background, in store time
     * @return this builder
     */
    public Builder dueAt(@Nullable Instant dueAt) {
      this.dueAt = dueAt;
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
     * Switches on: nobody knows whether the service acted on the refresh token. Default: off.
     *
     * @return this builder
     */
    public Builder outcomeUnknown() {
      this.outcomeUnknown = true;
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
