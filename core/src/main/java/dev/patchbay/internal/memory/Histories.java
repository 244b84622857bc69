package dev.patchbay.internal.memory;

import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.spi.ConnectionStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The last attempts of every connection. Used under the lock of the store only. */
final class Histories {
  private final Map<ConnectionId, List<ConnectionAttempt>> attempts = new HashMap<>();

  void add(ConnectionId connectionId, ConnectionAttempt.Builder attempt, Instant now) {
    ConnectionAttempt last = attempt.at(now).build();
    attempts.merge(connectionId, List.of(last), (before, unused) -> with(last, before));
  }

  private static List<ConnectionAttempt> with(
      ConnectionAttempt last, List<ConnectionAttempt> before) {
    return Stream.concat(Stream.of(last), before.stream()).limit(ConnectionStore.HISTORY).toList();
  }

  List<ConnectionAttempt> newestFirst(ConnectionId connectionId) {
    return attempts.getOrDefault(connectionId, List.of());
  }

  void remove(ConnectionId connectionId) {
    attempts.remove(connectionId);
  }
}
