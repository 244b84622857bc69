package dev.patchbay.internal.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many connections, or sessions, share something. Takes no more memory if many do. Not
 * thread-safe: guarded by the lock of its store.
 */
final class Counts<K> {
  private final Map<K, Integer> counts = new HashMap<>();

  void add(K key) {
    counts.merge(key, 1, Integer::sum);
  }

  void remove(K key) {
    counts.computeIfPresent(key, (unused, count) -> count == 1 ? null : count - 1);
  }

  int of(K key) {
    return counts.getOrDefault(key, 0);
  }

  /**
   * Says whether a connection other than one has a key.
   *
   * @param key the key
   * @param own the key by which that one is counted; empty if it is not
   */
  boolean holdsAnother(K key, Optional<K> own) {
    return of(key) > (own.filter(key::equals).isPresent() ? 1 : 0);
  }
}
