package dev.patchbay.spi.store;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token set to be written. Immutable. */
public final class TokenSetWrite {
  private final String name;
  private final Sealed sealed;
  private final long version;
  private final boolean refreshable;
  private final @Nullable Duration expiresIn;
  private final @Nullable Duration refreshExpiresIn;
  private final @Nullable Duration dueIn;

  private TokenSetWrite(Builder builder) {
    this.name = builder.name;
    this.sealed = builder.sealed;
    this.version = builder.version;
    this.refreshable = builder.refreshable;
    this.expiresIn = builder.expiresIn;
    this.refreshExpiresIn = builder.refreshExpiresIn;
    this.dueIn = builder.dueIn;
  }

  /**
   * Starts a builder.
   *
   * @param name the name of the token set
   * @param sealed the sealed credential
   * @param version the credential version that the ciphertext is bound to
   * @return a builder with every other property at its default
   */
  public static Builder builder(String name, Sealed sealed, long version) {
    return new Builder(name, sealed, version);
  }

  /** {@return the name of the token set} */
  public String name() {
    return name;
  }

  /** {@return the sealed credential} */
  public Sealed sealed() {
    return sealed;
  }

  /** {@return the credential version that the ciphertext is bound to} */
  public long version() {
    return version;
  }

  /** {@return the credential holds a refresh token} */
  public boolean refreshable() {
    return refreshable;
  }

  /** {@return how long the access token lives from now; empty if that is not known} */
  public Optional<Duration> expiresIn() {
    return Optional.ofNullable(expiresIn);
  }

  /** {@return how long the refresh token lives from now; empty if that is not known} */
  public Optional<Duration> refreshExpiresIn() {
    return Optional.ofNullable(refreshExpiresIn);
  }

  /** {@return how long from now it is to be refreshed in the background; empty if never} */
  public Optional<Duration> dueIn() {
    return Optional.ofNullable(dueIn);
  }

  @Override
  public String toString() {
    return "TokenSetWrite[name=" + name + ", version=" + version + "]";
  }

  /** Builds a {@link TokenSetWrite}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Sealed sealed;
    private final long version;
    private boolean refreshable = false;
    private @Nullable Duration expiresIn;
    private @Nullable Duration refreshExpiresIn;
    private @Nullable Duration dueIn;

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
     * Sets how long the access token lives from now. Default: none.
     *
     * @param expiresIn how long the access token lives from now
     * @return this builder
     */
    public Builder expiresIn(@Nullable Duration expiresIn) {
      this.expiresIn = expiresIn;
      return this;
    }

    /**
     * Sets how long the refresh token lives from now. Default: none.
     *
     * @param refreshExpiresIn how long the refresh token lives from now
     * @return this builder
     */
    public Builder refreshExpiresIn(@Nullable Duration refreshExpiresIn) {
      this.refreshExpiresIn = refreshExpiresIn;
      return this;
    }

    /**
     * Sets how long from now it is to be refreshed in the background. Default: never.
     *
     * @param dueIn how long from now it is to be refreshed in the background
     * @return this builder
     */
    public Builder dueIn(@Nullable Duration dueIn) {
      this.dueIn = dueIn;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public TokenSetWrite build() {
      return new TokenSetWrite(this);
    }
  }
}
