package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion came to. Immutable. Whatever the revocation says, the connection is gone and its
 * secrets are erased.
 */
public final class DeletionReceipt {
  private final ConnectionId connectionId;
  private final Revocation revocation;
  private final @Nullable String reason;

  private DeletionReceipt(Builder builder) {
    this.connectionId = builder.connectionId;
    this.revocation = builder.revocation;
    this.reason = builder.reason;
  }

  /**
   * Starts a builder.
   *
   * @param connectionId the connection that is gone
   * @param revocation what happened to the grant at the service
   * @return a builder with every other property at its default
   */
  public static Builder builder(ConnectionId connectionId, Revocation revocation) {
    return new Builder(connectionId, revocation);
  }

  /** {@return the connection that is gone} */
  public ConnectionId connectionId() {
    return connectionId;
  }

  /** {@return what happened to the grant at the service} */
  public Revocation revocation() {
    return revocation;
  }

  /** {@return why the grant was not revoked, for a person; empty if it was} */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  @Override
  public String toString() {
    return "DeletionReceipt[connectionId=" + connectionId + ", revocation=" + revocation + "]";
  }

  /** Builds a {@link DeletionReceipt}. Not thread-safe. */
  public static final class Builder {
    private final ConnectionId connectionId;
    private final Revocation revocation;
    private @Nullable String reason;

    private Builder(ConnectionId connectionId, Revocation revocation) {
      this.connectionId = Objects.requireNonNull(connectionId, "connectionId");
      this.revocation = Objects.requireNonNull(revocation, "revocation");
    }

    /**
     * Sets why the grant was not revoked, for a person. Default: none.
     *
     * @param reason why the grant was not revoked, for a person
     * @return this builder
     */
    public Builder reason(@Nullable String reason) {
      this.reason = reason;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public DeletionReceipt build() {
      return new DeletionReceipt(this);
    }
  }
}
