package dev.patchbay.spi.store;

import java.util.List;
import java.util.Optional;

/**
 * A page of connections, as a store lists them. Immutable.
 *
 * @param connections the connections
 * @param nextCursor where the next page begins; empty if this is the last one
 */
public record ListedPage(List<ListedConnection> connections, Optional<String> nextCursor) {

  /**
   * Copies the list.
   *
   * @param connections the connections
   * @param nextCursor where the next page begins; empty if this is the last one
   */
  public ListedPage {
    connections = List.copyOf(connections);
  }
}
