package dev.patchbay.internal.memory;

import dev.patchbay.model.SessionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sessions in the order of a time. Most come in that order, and cost the same however many there
 * are; whoever comes late costs logarithmic time. Not thread-safe: guarded by the lock of its
 * store.
 */
final class TimeLine {
  private final Map<SessionId, Instant> inOrder = new LinkedHashMap<>();
  private final TreeSet<Moment> late = new TreeSet<>();
  private Instant latest = Instant.MIN;

  void add(Instant at, SessionId sessionId) {
    if (inOrder.isEmpty() || !at.isBefore(latest)) {
      latest = at;
      inOrder.put(sessionId, at);
    } else {
      late.add(new Moment(at, sessionId));
    }
  }

  void remove(Instant at, SessionId sessionId) {
    if (inOrder.remove(sessionId) == null) {
      late.remove(new Moment(at, sessionId));
    }
  }

  int size() {
    return inOrder.size() + late.size();
  }

  /** The first session, if its time is not after the given one. */
  Optional<SessionId> first(Instant until) {
    return until(until, 1).stream().findFirst();
  }

  /** The sessions whose time is not after the given one, the first one first. */
  List<SessionId> until(Instant until, int count) {
    Stream<Moment> both =
        Stream.concat(
            inOrder.entrySet().stream()
                .limit(count)
                .map(entry -> new Moment(entry.getValue(), entry.getKey())),
            late.stream().limit(count));
    return both.filter(moment -> !moment.at().isAfter(until))
        .sorted()
        .limit(count)
        .map(Moment::sessionId)
        .toList();
  }
}
