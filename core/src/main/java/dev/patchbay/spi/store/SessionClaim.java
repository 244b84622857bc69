package dev.patchbay.spi.store;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one atomic step of a callback: which session it may take, and where to. Immutable. */
public final class SessionClaim {
  private final String stateHash;
  private final String integrationType;
  private final @Nullable String bindingHash;
  private final @Nullable SessionEnd end;

  private SessionClaim(Builder builder) {
    this.stateHash = builder.stateHash;
    this.integrationType = builder.integrationType;
    this.bindingHash = builder.bindingHash;
    this.end = builder.end;
  }

  /**
   * Starts a builder.
   *
   * @param stateHash the SHA-256 of the state, in base64url
   * @param integrationType the integration that the session must be of
   * @return a builder with every other property at its default
   */
  public static Builder builder(String stateHash, String integrationType) {
    return new Builder(stateHash, integrationType);
  }

  /** {@return the SHA-256 of the state, in base64url} */
  public String stateHash() {
    return stateHash;
  }

  /** {@return the integration that the session must be of} */
  public String integrationType() {
    return integrationType;
  }

  /**
   * {@return the SHA-256 of the binding that the browser presented; empty if it presented none,
   * which only suits a session that is not bound}
   */
  public Optional<String> bindingHash() {
    return Optional.ofNullable(bindingHash);
  }

  /** {@return how the session ends at once; empty if it goes on to the exchange} */
  public Optional<SessionEnd> end() {
    return Optional.ofNullable(end);
  }

  @Override
  public String toString() {
    return "SessionClaim[integrationType=" + integrationType + "]";
  }

  /** Builds a {@link SessionClaim}. Not thread-safe. */
  public static final class Builder {
    private final String stateHash;
    private final String integrationType;
    private @Nullable String bindingHash;
    private @Nullable SessionEnd end;

    private Builder(String stateHash, String integrationType) {
      this.stateHash = Objects.requireNonNull(stateHash, "stateHash");
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
    }

    /**
     * Sets the SHA-256 of the binding that the browser presented. Default: none.
     *
     * @param bindingHash the SHA-256 of the binding that the browser presented
     * @return this builder
     */
    public Builder bindingHash(@Nullable String bindingHash) {
      this.bindingHash = bindingHash;
      return this;
    }

    /**
     * Sets how the session ends at once. Default: none.
     *
     * @param end how the session ends at once
     * @return this builder
     */
    public Builder end(@Nullable SessionEnd end) {
      this.end = end;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public SessionClaim build() {
      return new SessionClaim(this);
    }
  }
}
