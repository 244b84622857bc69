package dev.patchbay.internal.memory;

import dev.patchbay.model.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** Sessions in the order of a time. Not thread-safe: guarded by the lock of its store. */
final class TimeLine {
  private final TreeSet<Moment> moments = new TreeSet<>();

  void add(Instant at, SessionId sessionId) {
    moments.add(new Moment(at, sessionId));
  }

  void remove(Instant at, SessionId sessionId) {
    moments.remove(new Moment(at, sessionId));
  }

  int size() {
    return moments.size();
  }

  /** The first session, if its time is not after the given one. */
  Optional<SessionId> first(Instant until) {
    if (moments.isEmpty() || moments.first().at().isAfter(until)) {
      return Optional.empty();
    }
    return Optional.of(moments.first().sessionId());
  }
}
