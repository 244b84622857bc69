package dev.patchbay.model;

import java.util.Objects;

/** A credential of a connection was refreshed. Immutable; holds nothing secret. */
public final class CredentialEvent {
  private final Connection connection;
  private final String tokenSet;
  private final long version;

  private CredentialEvent(Builder builder) {
    this.connection = builder.connection;
    this.tokenSet = builder.tokenSet;
    this.version = builder.version;
  }

  /**
   * Starts a builder.
   *
   * @param connection the connection as it is now
   * @param tokenSet the token set that was refreshed
   * @param version the new credential version
   * @return a builder with every other property at its default
   */
  public static Builder builder(Connection connection, String tokenSet, long version) {
    return new Builder(connection, tokenSet, version);
  }

  /** {@return the connection as it is now} */
  public Connection connection() {
    return connection;
  }

  /** {@return the token set that was refreshed} */
  public String tokenSet() {
    return tokenSet;
  }

  /** {@return the new credential version} */
  public long version() {
    return version;
  }

  @Override
  public String toString() {
    return "CredentialEvent[connection="
        + connection
        + ", tokenSet="
        + tokenSet
        + ", version="
        + version
        + "]";
  }

  /** Builds a {@link CredentialEvent}. Not thread-safe. */
  public static final class Builder {
    private final Connection connection;
    private final String tokenSet;
    private final long version;

    private Builder(Connection connection, String tokenSet, long version) {
      this.connection = Objects.requireNonNull(connection, "connection");
      this.tokenSet = Objects.requireNonNull(tokenSet, "tokenSet");
      this.version = version;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public CredentialEvent build() {
      return new CredentialEvent(this);
    }
  }
}
