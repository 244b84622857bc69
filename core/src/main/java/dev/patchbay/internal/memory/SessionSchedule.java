package dev.patchbay.internal.memory;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When somebody has to look at a session again: each stands on the one time line of its state, and
 * with a grant on that of the grants. Not thread-safe: guarded by the lock of its store.
 */
final class SessionSchedule {
  private final PendingSessions pending = new PendingSessions();
  private final TimeLine exchanging = new TimeLine();
  private final TimeLine ended = new TimeLine();
  private final TimeLine grants = new TimeLine();
  private final Map<SessionId, Instant> grantTimes = new HashMap<>();
  // A create may expire a session to take its place; it is forgotten only after a sweep told of it.
  private final Map<SessionId, SessionRecord> unreported = new LinkedHashMap<>();

  PendingSessions pending() {
    return pending;
  }

  void add(SessionRecord record) {
    Session session = record.session();
    if (session.status() == SessionStatus.EXPIRED) {
      unreported.put(session.id(), record);
    } else if (session.endedAt().isPresent()) {
      ended.add(session.endedAt().get(), session.id());
    } else if (record.claimedAt().isEmpty()) {
      pending.add(session);
    } else if (record.stagedGrant().isEmpty()) {
      exchanging.add(record.claimedAt().get(), session.id());
    }
  }

  /** Takes a session off its time lines; no sweep tells of it any more. To be called once. */
  void forget(SessionRecord record) {
    remove(record);
    leaveGrant(record.session().id());
  }

  private void remove(SessionRecord record) {
    Session session = record.session();
    if (session.endedAt().isPresent()) {
      unreported.remove(session.id());
      ended.remove(session.endedAt().get(), session.id());
    } else if (record.claimedAt().isPresent()) {
      exchanging.remove(record.claimedAt().get(), session.id());
    } else {
      pending.remove(session);
    }
  }

  void move(SessionRecord before, SessionRecord after) {
    remove(before);
    add(after);
    if (after.stagedGrant().isEmpty()) {
      leaveGrant(after.session().id());
    }
  }

  /** Says that somebody works at a grant. */
  void workAtGrant(SessionId sessionId, Instant now) {
    leaveGrant(sessionId);
    grants.add(now, sessionId);
    grantTimes.put(sessionId, now);
  }

  private void leaveGrant(SessionId sessionId) {
    Instant before = grantTimes.remove(sessionId);
    if (before != null) {
      grants.remove(before, sessionId);
    }
  }

  /** {@return the grants that nobody has worked at since then, the one left longest first} */
  List<SessionId> grantsLeft(Instant until, int count) {
    return grants.until(until, count);
  }

  /** Takes the next expired session to report; from then on it can be forgotten. */
  Optional<SessionRecord> pollUnreported() {
    Iterator<SessionRecord> eldest = unreported.values().iterator();
    if (!eldest.hasNext()) {
      return Optional.empty();
    }
    SessionRecord next = eldest.next();
    eldest.remove();
    ended.add(next.session().expiresAt(), next.session().id());
    return Optional.of(next);
  }

  Optional<SessionId> firstExchanging(Instant until) {
    return exchanging.first(until);
  }

  Optional<SessionId> firstEnded(Instant until) {
    return ended.first(until);
  }

  /** The session that ended first, if more than that many ended ones are kept. */
  Optional<SessionId> firstEndedBeyond(int count) {
    return ended.size() > count ? ended.first(Instant.MAX) : Optional.empty();
  }
}
