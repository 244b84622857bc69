package dev.patchbay.internal.memory;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import java.time.Instant;
import java.util.Comparator;

/** Where a connection stands in the list of its workspace. It stays there for life. */
record Position(WorkspaceId workspaceId, Instant createdAt, ConnectionId connectionId)
    implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing((Position position) -> position.workspaceId().value())
          .thenComparing(Position::createdAt)
          .thenComparing(position -> position.connectionId().value());

  static Position of(Connection connection) {
    return new Position(connection.workspaceId(), connection.createdAt(), connection.id());
  }

  /** Stands before every connection of the workspace. */
  static Position first(WorkspaceId workspaceId) {
    return new Position(workspaceId, Instant.MIN, ConnectionId.of(""));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
