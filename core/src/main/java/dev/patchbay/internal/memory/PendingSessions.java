package dev.patchbay.internal.memory;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SessionLimits;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits for a callback, in the order in which their time ends, and how many of each workspace.
 * Not thread-safe: guarded by the lock of its store.
 */
final class PendingSessions {
  private final TimeLine byEnd = new TimeLine();
  private final Map<WorkspaceId, Integer> counts = new HashMap<>();

  void add(Session session) {
    byEnd.add(session.expiresAt(), session.id());
    counts.merge(session.workspaceId(), 1, Integer::sum);
  }

  void remove(Session session) {
    byEnd.remove(session.expiresAt(), session.id());
    counts.computeIfPresent(
        session.workspaceId(), (unused, count) -> count == 1 ? null : count - 1);
  }

  boolean hasRoom(WorkspaceId workspaceId, SessionLimits limits) {
    return counts.getOrDefault(workspaceId, 0) < limits.pendingPerWorkspace()
        && byEnd.size() < limits.pendingInTotal();
  }

  Optional<SessionId> firstExpired(Instant now) {
    return byEnd.first(now);
  }
}
