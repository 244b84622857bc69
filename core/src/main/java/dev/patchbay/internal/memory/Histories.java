package dev.patchbay.internal.memory;

import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.spi.ConnectionStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last attempts of every connection. Used under the lock of the store only. */
final class Histories {
  private final Map<ConnectionId, Deque<ConnectionAttempt>> attempts = new HashMap<>();

  void add(ConnectionId connectionId, ConnectionAttempt.Builder attempt, Instant now) {
    Deque<ConnectionAttempt> kept =
        attempts.computeIfAbsent(connectionId, id -> new ArrayDeque<>(2));
    kept.addFirst(attempt.at(now).build());
    if (kept.size() > ConnectionStore.HISTORY) {
      kept.removeLast();
    }
  }

  List<ConnectionAttempt> newestFirst(ConnectionId connectionId) {
    return List.copyOf(attempts.getOrDefault(connectionId, new ArrayDeque<>()));
  }

  void remove(ConnectionId connectionId) {
    attempts.remove(connectionId);
  }
}
