package dev.patchbay.internal.memory;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Connections whose deletion has begun or is over. Not thread-safe: guarded by the lock of its
 * store.
 *
 * <p>Of those that are over the last ones are remembered, many more than can be in flight: an
 * insert that comes late finds its connection gone.
 */
final class Deletions {
  private static final int REMEMBERED = 100_000;

  private final Map<ConnectionId, Deletion> begun = new LinkedHashMap<>();
  private final Set<ConnectionId> over = new LinkedHashSet<>();

  void begin(WorkspaceId workspaceId, ConnectionId connectionId, Instant now) {
    begun.put(connectionId, new Deletion(workspaceId, now));
  }

  boolean include(ConnectionId connectionId) {
    return begun.containsKey(connectionId) || over.contains(connectionId);
  }

  void end(WorkspaceId workspaceId, ConnectionId connectionId) {
    Deletion deletion = begun.get(connectionId);
    if (deletion != null && deletion.workspaceId().equals(workspaceId)) {
      begun.remove(connectionId);
      remember(connectionId);
    }
  }

  /** Says whether there was a deletion that began by then; ends the first of them. */
  boolean endNext(Instant begunUntil) {
    Iterator<Map.Entry<ConnectionId, Deletion>> eldest = begun.entrySet().iterator();
    if (!eldest.hasNext()) {
      return false;
    }
    Map.Entry<ConnectionId, Deletion> next = eldest.next();
    if (next.getValue().begunAt().isAfter(begunUntil)) {
      return false;
    }
    eldest.remove();
    remember(next.getKey());
    return true;
  }

  private void remember(ConnectionId connectionId) {
    over.add(connectionId);
    if (over.size() > REMEMBERED) {
      over.remove(over.iterator().next());
    }
  }

  private record Deletion(WorkspaceId workspaceId, Instant begunAt) {}
}
