package dev.patchbay.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of connections, sorted by when they were made. Immutable. */
public final class ConnectionPage {
  private final List<Connection> connections;
  private final @Nullable String nextCursor;

  private ConnectionPage(List<Connection> connections, @Nullable String nextCursor) {
    this.connections = List.copyOf(connections);
    this.nextCursor = nextCursor;
  }

  /**
   * Makes a page.
   *
   * @param connections the connections, in order
   * @param nextCursor where the next page begins; null if this is the last
   * @return the page
   */
  public static ConnectionPage of(List<Connection> connections, @Nullable String nextCursor) {
    return new ConnectionPage(Objects.requireNonNull(connections, "connections"), nextCursor);
  }

  /** {@return the connections of this page, unmodifiable} */
  public List<Connection> connections() {
    return connections;
  }

  /** {@return the cursor of the next page; empty if this is the last} */
  public Optional<String> nextCursor() {
    return Optional.ofNullable(nextCursor);
  }

  @Override
  public String toString() {
    return "ConnectionPage[" + connections.size() + " connections]";
  }
}
