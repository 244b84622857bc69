package dev.patchbay.internal.memory;

import dev.patchbay.model.ConnectionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Connections by something that several of them share. Not thread-safe: guarded by the lock of its
 * store.
 */
final class IdSets<K> {
  private final Map<K, Set<ConnectionId>> sets = new HashMap<>();

  void add(K key, ConnectionId id) {
    sets.computeIfAbsent(key, unused -> new HashSet<>()).add(id);
  }

  void remove(K key, ConnectionId id) {
    sets.computeIfPresent(
        key,
        (unused, ids) -> {
          ids.remove(id);
          return ids.isEmpty() ? null : ids;
        });
  }

  /** Whether a connection other than that one has the key. Takes no longer if many have it. */
  boolean holdsAnother(K key, ConnectionId own) {
    Set<ConnectionId> ids = sets.getOrDefault(key, Set.of());
    return ids.size() > (ids.contains(own) ? 1 : 0);
  }
}
