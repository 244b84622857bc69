package dev.patchbay.spi.store;

import dev.patchbay.model.Connection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection as a store keeps it. Immutable. */
public final class ConnectionRecord {
  private final Connection connection;
  private final long revision;
  private final Map<String, TokenSetRecord> tokenSets;
  private final @Nullable String clientId;
  private final @Nullable String fingerprint;
  private final @Nullable String origin;
  private final @Nullable Instant readAt;
  private final @Nullable SealedAccount sealedAccount;

  private ConnectionRecord(Builder builder) {
    this.connection = builder.connection;
    this.revision = builder.revision;
    this.tokenSets = SmallMaps.copyOf(builder.tokenSets);
    this.clientId = builder.clientId;
    this.fingerprint = builder.fingerprint;
    this.origin = builder.origin;
    this.readAt = builder.readAt;
    this.sealedAccount = builder.sealedAccount;
  }

  /**
   * Starts a builder.
   *
   * @param connection the connection as others may see it
   * @param revision a number that grows with every change of the connection or a credential of it
   * @return a builder with every other property at its default
   */
  public static Builder builder(Connection connection, long revision) {
    return new Builder(connection, revision);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    return copyWith(connection);
  }

  /**
   * Copies the record for a change of what others may see.
   *
   * @param connection the connection as it is now
   * @return a record that differs in the connection only
   */
  public ConnectionRecord withConnection(Connection connection) {
    return copyWith(connection).build();
  }

  private Builder copyWith(Connection connection) {
    Builder copy = new Builder(connection, revision);
    copy.tokenSets.putAll(tokenSets);
    copy.clientId = clientId;
    copy.fingerprint = fingerprint;
    copy.origin = origin;
    copy.readAt = readAt;
    copy.sealedAccount = sealedAccount;
    return copy;
  }

  /** {@return the connection as others may see it} */
  public Connection connection() {
    return connection;
  }

  /** {@return a number that grows with every change of the connection or a credential of it} */
  public long revision() {
    return revision;
  }

  /** {@return the token sets by name, the primary one first} */
  public Map<String, TokenSetRecord> tokenSets() {
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

  /**
   * {@return the time of the store when it was read, by which its other times are to be judged;
   * empty if it was not read by one of the finding methods}
   */
  public Optional<Instant> readAt() {
    return Optional.ofNullable(readAt);
  }

  /** {@return what of the account is sealed; empty if nothing is} */
  public Optional<SealedAccount> sealedAccount() {
    return Optional.ofNullable(sealedAccount);
  }

  @Override
  public String toString() {
    return "ConnectionRecord[connection=" + connection + ", revision=" + revision + "]";
  }

  /** Builds a {@link ConnectionRecord}. Not thread-safe. */
  public static final class Builder {
    private final Connection connection;
    private final long revision;
    private final Map<String, TokenSetRecord> tokenSets = new LinkedHashMap<>();
    private @Nullable String clientId;
    private @Nullable String fingerprint;
    private @Nullable String origin;
    private @Nullable Instant readAt;
    private @Nullable SealedAccount sealedAccount;

    private Builder(Connection connection, long revision) {
      this.connection = Objects.requireNonNull(connection, "connection");
      this.revision = revision;
    }

    /**
     * Adds one entry to the token sets by name, the primary one first; the last of equal names
     * wins. Default: empty.
     *
     * @param name the name of the token set
     * @param value its value
     * @return this builder
     */
    public Builder tokenSet(String name, TokenSetRecord value) {
      tokenSets.put(name, value);
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
     * Sets the time of the store when it was read. Default: none.
     *
     * @param readAt the time of the store when it was read
     * @return this builder
     */
    public Builder readAt(@Nullable Instant readAt) {
      this.readAt = readAt;
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
    public ConnectionRecord build() {
      return new ConnectionRecord(this);
    }
  }
}
