package dev.patchbay.internal.memory;

import dev.patchbay.model.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

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
    return until(until).findFirst();
  }

  /** The sessions whose time is not after the given one, the first one first. */
  Stream<SessionId> until(Instant until) {
    return moments.stream().takeWhile(moment -> !moment.at().isAfter(until)).map(Moment::sessionId);
  }
}
