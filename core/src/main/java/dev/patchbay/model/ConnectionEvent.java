package dev.patchbay.model;

import java.util.Objects;

/** Something happened to a connection. Immutable. */
public final class ConnectionEvent {
  private final Connection connection;

  private ConnectionEvent(Builder builder) {
    this.connection = builder.connection;
  }

  /**
   * Starts a builder.
   *
   * @param connection the connection as it stands after the event; as it last stood, if it was
   *     deleted
   * @return a builder with every other property at its default
   */
  public static Builder builder(Connection connection) {
    return new Builder(connection);
  }

  /** {@return the connection as it stands after the event; as it last stood, if it was deleted} */
  public Connection connection() {
    return connection;
  }

  @Override
  public String toString() {
    return "ConnectionEvent[connection=" + connection + "]";
  }

  /** Builds a {@link ConnectionEvent}. Not thread-safe. */
  public static final class Builder {
    private final Connection connection;

    private Builder(Connection connection) {
      this.connection = Objects.requireNonNull(connection, "connection");
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ConnectionEvent build() {
      return new ConnectionEvent(this);
    }
  }
}
