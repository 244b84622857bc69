package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose connection of an integration is wanted. Immutable. */
public final class ConnectionLookup {
  private final String integrationType;
  private final @Nullable MemberId memberId;

  private ConnectionLookup(Builder builder) {
    this.integrationType = builder.integrationType;
    this.memberId = builder.memberId;
  }

  /**
   * Starts a builder.
   *
   * @param integrationType the integration
   * @return a builder with every other property at its default
   */
  public static Builder builder(String integrationType) {
    return new Builder(integrationType);
  }

  /** {@return the integration} */
  public String integrationType() {
    return integrationType;
  }

  /** {@return the member whose own connection comes first; empty if a shared one is wanted} */
  public Optional<MemberId> memberId() {
    return Optional.ofNullable(memberId);
  }

  @Override
  public String toString() {
    return "ConnectionLookup[integrationType=" + integrationType + ", memberId=" + memberId + "]";
  }

  /** Builds a {@link ConnectionLookup}. Not thread-safe. */
  public static final class Builder {
    private final String integrationType;
    private @Nullable MemberId memberId;

    private Builder(String integrationType) {
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
    }

    /**
     * Sets the member whose own connection comes first. Default: none.
     *
     * @param memberId the member whose own connection comes first
     * @return this builder
     */
    public Builder memberId(@Nullable MemberId memberId) {
      this.memberId = memberId;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ConnectionLookup build() {
      return new ConnectionLookup(this);
    }
  }
}
