package dev.patchbay.spi.store;

import dev.patchbay.model.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection to be inserted, or one whose credential and account are to be swapped. Immutable.
 */
public final class ConnectionWrite {
  private final Connection connection;
  private final List<TokenSetWrite> tokenSets;
  private final @Nullable String clientId;
  private final @Nullable String fingerprint;
  private final @Nullable String origin;
  private final @Nullable SealedAccount sealedAccount;
  private final @Nullable Long expectedRevision;

  private ConnectionWrite(Builder builder) {
    this.connection = builder.connection;
    this.tokenSets = List.copyOf(builder.tokenSets);
    this.clientId = builder.clientId;
    this.fingerprint = builder.fingerprint;
    this.origin = builder.origin;
    this.sealedAccount = builder.sealedAccount;
    this.expectedRevision = builder.expectedRevision;
  }

  /**
   * Starts a builder.
   *
   * @param connection the connection as it shall be; the store sets its times
   * @return a builder with every other property at its default
   */
  public static Builder builder(Connection connection) {
    return new Builder(connection);
  }

  /** {@return the connection as it shall be; the store sets its times} */
  public Connection connection() {
    return connection;
  }

  /** {@return the token sets it shall have, the primary one first} */
  public List<TokenSetWrite> tokenSets() {
    return tokenSets;
  }

  /** {@return the client that minted the grant; empty if it is a direct credential} */
  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  /**
   * {@return the fingerprint of the credential that a host handed over, which at most one
   * connection of a workspace has; empty if there is none}
   */
  public Optional<String> fingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  /**
   * {@return the fingerprint of the credential that a host handed over and that what is held here
   * comes from, refreshed or not; other connections may have the same; empty if there is none}
   */
  public Optional<String> origin() {
    return Optional.ofNullable(origin);
  }

  /** {@return the revision that the connection must still have; empty if it is a new one} */
  public Optional<Long> expectedRevision() {
    return Optional.ofNullable(expectedRevision);
  }

  /** {@return what of the account is sealed; empty if nothing is} */
  public Optional<SealedAccount> sealedAccount() {
    return Optional.ofNullable(sealedAccount);
  }

  @Override
  public String toString() {
    return "ConnectionWrite[connection="
        + connection
        + ", expectedRevision="
        + expectedRevision
        + "]";
  }

  /** Builds a {@link ConnectionWrite}. Not thread-safe. */
  public static final class Builder {
    private final Connection connection;
    private final List<TokenSetWrite> tokenSets = new ArrayList<>();
    private @Nullable String clientId;
    private @Nullable String fingerprint;
    private @Nullable String origin;
    private @Nullable SealedAccount sealedAccount;
    private @Nullable Long expectedRevision;

    private Builder(Connection connection) {
      this.connection = Objects.requireNonNull(connection, "connection");
    }

    /**
     * Adds to the token sets it shall have, the primary one first. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder tokenSets(TokenSetWrite... added) {
      Collections.addAll(tokenSets, added);
      return this;
    }

    /**
     * Sets the client that minted the grant. Default: none.
     *
     * @param clientId the client that minted the grant
     * @return this builder
     */
    public Builder clientId(@Nullable String clientId) {
      this.clientId = clientId;
      return this;
    }

    /**
     * Sets the revision that the connection must still have. Default: none.
     *
     * @param expectedRevision the revision that the connection must still have
     * @return this builder
     */
    public Builder expectedRevision(@Nullable Long expectedRevision) {
      this.expectedRevision = expectedRevision;
      return this;
    }

    /**
     * Sets the fingerprint of the credential that a host handed over. Default: none.
     *
     * @param fingerprint the fingerprint of the credential that a host handed over
     * @return this builder
     */
    public Builder fingerprint(@Nullable String fingerprint) {
      this.fingerprint = fingerprint;
      return this;
    }

    /**
     * Sets the fingerprint of the credential that what is held here comes from. Default: none.
     *
     * @param origin the fingerprint of the credential that what is held here comes from
     * @return this builder
     */
    public Builder origin(@Nullable String origin) {
      this.origin = origin;
      return this;
    }

    /**
     * Sets what of the account is sealed, and not in the connection itself. Default: none.
     *
     * @param sealedAccount what of the account is sealed
     * @return this builder
     */
    public Builder sealedAccount(@Nullable SealedAccount sealedAccount) {
      this.sealedAccount = sealedAccount;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ConnectionWrite build() {
      return new ConnectionWrite(this);
    }
  }
}
