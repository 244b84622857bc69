package dev.patchbay.internal.memory;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SessionLimits;
import java.time.Instant;
import java.util.Optional;

/**
 * Who waits for a callback, in the order in which their time ends, and how many of each workspace.
 * Not thread-safe: guarded by the lock of its store.
 */
final class PendingSessions {
  private final TimeLine byEnd = new TimeLine();
  private final Counts<WorkspaceId> counts = new Counts<>();

  void add(Session session) {
    byEnd.add(session.expiresAt(), session.id());
    counts.add(session.workspaceId());
  }

  void remove(Session session) {
    byEnd.remove(session.expiresAt(), session.id());
    counts.remove(session.workspaceId());
  }

  boolean hasRoom(WorkspaceId workspaceId, SessionLimits limits) {
    return counts.of(workspaceId) < limits.pendingPerWorkspace()
        && byEnd.size() < limits.pendingInTotal();
  }

  Optional<SessionId> firstExpired(Instant now) {
    return byEnd.first(now);
  }
}
