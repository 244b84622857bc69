package dev.patchbay.internal.memory;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.SweepReport;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Sessions in memory. Changes are made under one lock, each in logarithmic time, and published as a
 * whole record; readers take no lock. A purge, which is rare, looks through all of them.
 */
final class MemorySessionStore implements SessionStore {
  private static final int EXPIRED_AT_ONCE = 64;

  private final Clock clock;
  private final MemoryConnectionStore connections;
  private final Object lock = new Object();
  private final Map<SessionId, SessionRecord> records = new ConcurrentHashMap<>();
  private final Map<String, SessionId> idsByState = new ConcurrentHashMap<>();
  private final SessionSchedule schedule = new SessionSchedule();

  MemorySessionStore(Clock clock, MemoryConnectionStore connections) {
    this.clock = clock;
    this.connections = connections;
  }

  @Override
  public Optional<SessionRecord> create(SessionRecord session, SessionLimits limits) {
    Instant now = clock.instant();
    SessionRecord begun = SessionChanges.begun(session, now, limits.life());
    Attempt attempt = tryInsert(begun, limits, now);
    while (attempt == Attempt.AGAIN) {
      attempt = tryInsert(begun, limits, now);
    }
    return attempt == Attempt.INSERTED ? Optional.of(begun) : Optional.empty();
  }

  /** Says full only if no expired session holds a place; the check and the insert are one step. */
  private Attempt tryInsert(SessionRecord begun, SessionLimits limits, Instant now) {
    synchronized (lock) {
      if (schedule.pending().hasRoom(begun.session().workspaceId(), limits)) {
        insert(begun);
        schedule.firstEndedBeyond(limits.pendingInTotal()).map(this::get).ifPresent(this::forget);
        return Attempt.INSERTED;
      }
      return expireSome(now) ? Attempt.AGAIN : Attempt.FULL;
    }
  }

  private void insert(SessionRecord begun) {
    SessionId sessionId = begun.session().id();
    if (records.putIfAbsent(sessionId, begun) != null) {
      throw inUse(sessionId);
    }
    if (idsByState.putIfAbsent(begun.stateHash(), sessionId) != null) {
      records.remove(sessionId);
      throw inUse(sessionId);
    }
    schedule.add(begun);
  }

  private static IllegalStateException inUse(SessionId sessionId) {
    return new IllegalStateException(
        "Session \"%s\" was to be created, but its id or state is in use; use fresh random ones."
            .formatted(sessionId));
  }

  /** Not all of them at once: if they are many, others get in between. */
  private boolean expireSome(Instant now) {
    int expired = 0;
    while (expired < EXPIRED_AT_ONCE && expireNext(now)) {
      expired++;
    }
    return expired > 0;
  }

  private boolean expireNext(Instant now) {
    Optional<SessionRecord> next = schedule.pending().firstExpired(now).map(this::get);
    next.ifPresent(found -> change(found, SessionChanges.expired(found)));
    return next.isPresent();
  }

  @Override
  public Optional<SessionRecord> find(WorkspaceId workspaceId, SessionId sessionId) {
    return stored(workspaceId, sessionId).map(this::asOfNow);
  }

  @Override
  public Optional<WorkspaceId> findWorkspace(SessionId sessionId) {
    return Optional.ofNullable(records.get(sessionId)).map(it -> it.session().workspaceId());
  }

  @Override
  public Map<SessionKey, Session> findAll(Collection<SessionKey> keys) {
    Map<SessionKey, Session> found = new HashMap<>();
    for (SessionKey key : keys) {
      find(key.workspaceId(), key.sessionId())
          .ifPresent(session -> found.put(key, session.session()));
    }
    return found;
  }

  @Override
  public Optional<SessionRecord> findByState(String stateHash) {
    return storedByState(stateHash).map(this::asOfNow);
  }

  @Override
  public Optional<SessionRecord> claim(SessionClaim claim) {
    synchronized (lock) {
      Instant now = clock.instant();
      Optional<SessionRecord> taken =
          storedByState(claim.stateHash()).filter(found -> suits(found, claim, now));
      return taken.map(
          before -> {
            SessionRecord claimed = SessionChanges.claimed(before, claim, now);
            change(before, SessionChanges.withoutSecrets(claimed));
            return claimed;
          });
    }
  }

  private static boolean suits(SessionRecord session, SessionClaim claim, Instant now) {
    return SessionChanges.isPending(session)
        && now.isBefore(session.session().expiresAt())
        && session.session().integrationType().equals(claim.integrationType())
        && (session.bindingHash().isEmpty() || session.bindingHash().equals(claim.bindingHash()));
  }

  @Override
  public boolean stage(SessionKey key, Sealed grant) {
    return changeExchanging(key, before -> before.toBuilder().stagedGrant(grant).build())
        .isPresent();
  }

  @Override
  public void forgetGrant(SessionKey key) {
    synchronized (lock) {
      stored(key.workspaceId(), key.sessionId())
          .filter(before -> before.session().isEnded() && before.stagedGrant().isPresent())
          .ifPresent(before -> change(before, SessionChanges.withoutSecrets(before)));
    }
  }

  @Override
  public List<SessionRecord> takeGrants(Duration age, int batch) {
    synchronized (lock) {
      Instant now = clock.instant();
      List<SessionId> left = schedule.grantsLeft(now.minus(age), batch);
      left.forEach(sessionId -> schedule.workAtGrant(sessionId, now));
      return left.stream().map(this::get).toList();
    }
  }

  @Override
  public Optional<SessionRecord> end(SessionKey key, SessionEnd end) {
    return changeExchanging(key, before -> SessionChanges.ended(before, end, clock.instant()));
  }

  private Optional<SessionRecord> changeExchanging(
      SessionKey key, UnaryOperator<SessionRecord> step) {
    synchronized (lock) {
      Optional<SessionRecord> after =
          exchanging(key).map(before -> change(before, step.apply(before)));
      after
          .filter(it -> it.stagedGrant().isPresent())
          .ifPresent(it -> schedule.workAtGrant(key.sessionId(), clock.instant()));
      return after;
    }
  }

  @Override
  public WriteOutcome complete(SessionKey key, ConnectionWrite write) {
    if (!write.connection().workspaceId().equals(key.workspaceId())) {
      throw new IllegalArgumentException(
          "Session \"%s\" was to be completed, but connection \"%s\" is of another workspace; both"
                  .formatted(key.sessionId(), write.connection().id())
              + " must be of one.");
    }
    synchronized (lock) {
      return exchanging(key).map(before -> complete(before, write)).orElseGet(WriteOutcome::gone);
    }
  }

  private WriteOutcome complete(SessionRecord before, ConnectionWrite write) {
    SessionRecord completed =
        SessionChanges.completed(before, write.connection().id(), clock.instant());
    WriteOutcome outcome = connections.write(write);
    if (outcome.status() == WriteStatus.DONE) {
      change(before, completed);
    }
    return outcome;
  }

  @Override
  public List<Session> purge(WorkspaceId workspaceId, int batch) {
    List<Session> purged = new ArrayList<>();
    Iterator<SessionRecord> candidates = records.values().iterator();
    while (purged.size() < batch && candidates.hasNext()) {
      SessionRecord candidate = candidates.next();
      if (candidate.session().workspaceId().equals(workspaceId)) {
        purge(candidate.key()).ifPresent(purged::add);
      }
    }
    return List.copyOf(purged);
  }

  /** Takes the lock for one session only; the search for it takes none. */
  private Optional<Session> purge(SessionKey key) {
    synchronized (lock) {
      Optional<SessionRecord> last = stored(key.workspaceId(), key.sessionId());
      last.ifPresent(this::forget);
      return last.map(this::asOfNow).map(SessionRecord::session);
    }
  }

  @Override
  public SweepReport sweep(SweepLimits limits) {
    Instant now = clock.instant();
    List<SessionRecord> ended = new ArrayList<>();
    boolean more = true;
    while (more && ended.size() < limits.batch()) {
      Optional<SessionRecord> next = endNext(now, now.minus(limits.exchangeLife()));
      next.ifPresent(ended::add);
      more = next.isPresent();
    }
    int removed = 0;
    while (ended.size() + removed < limits.batch() && forgetNext(now.minus(limits.keepEnded()))) {
      removed++;
    }
    return SweepReport.of(ended, removed);
  }

  /** Takes the lock for one session only, so that a large batch lets others in between. */
  private Optional<SessionRecord> endNext(Instant now, Instant claimedUntil) {
    synchronized (lock) {
      expireNext(now);
      return schedule
          .pollUnreported()
          .or(() -> schedule.firstExchanging(claimedUntil).map(id -> abandon(id, now)));
    }
  }

  private SessionRecord abandon(SessionId sessionId, Instant now) {
    SessionRecord before = get(sessionId);
    SessionRecord abandoned = SessionChanges.abandoned(before, now);
    return change(before, abandoned);
  }

  /** {@return everything sealed in the sessions} */
  Stream<SealedValue> sealedValues() {
    return records.values().stream().flatMap(record -> SealedValue.of(record).stream());
  }

  /** Replaces a sealed value if it is still the one that stands there. */
  boolean reseal(SealedValue value, Sealed sealed) {
    CipherContext place = value.context();
    synchronized (lock) {
      Optional<SessionRecord> before =
          stored(place.workspaceId(), SessionId.of(place.ownerId()))
              .filter(record -> SealedValue.of(record).contains(value));
      before.ifPresent(record -> change(record, SessionChanges.resealed(record, place, sealed)));
      return before.isPresent();
    }
  }

  private boolean forgetNext(Instant endedUntil) {
    synchronized (lock) {
      Optional<SessionRecord> next = schedule.firstEnded(endedUntil).map(this::get);
      next.ifPresent(this::forget);
      return next.isPresent();
    }
  }

  private void forget(SessionRecord record) {
    schedule.forget(record);
    idsByState.remove(record.stateHash());
    records.remove(record.session().id());
  }

  private SessionRecord change(SessionRecord before, SessionRecord after) {
    schedule.move(before, after);
    records.put(after.session().id(), after);
    return after;
  }

  private SessionRecord get(SessionId sessionId) {
    SessionRecord record = records.get(sessionId);
    if (record == null) {
      throw new IllegalStateException("Session \"" + sessionId + "\" is scheduled but not stored.");
    }
    return record;
  }

  private Optional<SessionRecord> exchanging(SessionKey key) {
    return stored(key.workspaceId(), key.sessionId()).filter(SessionRecord::isExchanging);
  }

  private Optional<SessionRecord> stored(WorkspaceId workspaceId, SessionId sessionId) {
    return Optional.ofNullable(records.get(sessionId))
        .filter(found -> found.session().workspaceId().equals(workspaceId));
  }

  private Optional<SessionRecord> storedByState(String stateHash) {
    return Optional.ofNullable(idsByState.get(stateHash))
        .flatMap(sessionId -> Optional.ofNullable(records.get(sessionId)));
  }

  private SessionRecord asOfNow(SessionRecord record) {
    return SessionChanges.asOf(record, clock.instant());
  }

  private enum Attempt {
    INSERTED,
    FULL,
    AGAIN
  }
}
