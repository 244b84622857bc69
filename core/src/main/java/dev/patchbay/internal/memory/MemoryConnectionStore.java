package dev.patchbay.internal.memory;

import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Lease;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.ListedPage;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import dev.patchbay.spi.store.WriteOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Connections in memory. Changes are made under one lock, each in logarithmic time, and published
 * as a whole record; readers take no lock.
 */
final class MemoryConnectionStore implements ConnectionStore {
  private final Clock clock;
  private final Object lock = new Object();
  private final Map<ConnectionId, ConnectionRecord> records = new ConcurrentHashMap<>();
  private final ConnectionIndexes indexes = new ConnectionIndexes();
  private final Deletions deletions = new Deletions();
  private final Histories histories = new Histories();

  MemoryConnectionStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<ConnectionRecord> find(WorkspaceId workspaceId, ConnectionId connectionId) {
    return held(workspaceId, connectionId).map(this::read);
  }

  private ConnectionRecord read(ConnectionRecord found) {
    return found.toBuilder().readAt(clock.instant()).build();
  }

  private Optional<ConnectionRecord> held(WorkspaceId workspaceId, ConnectionId connectionId) {
    return stored(connectionId)
        .filter(found -> found.connection().workspaceId().equals(workspaceId));
  }

  private Optional<ConnectionRecord> stored(ConnectionId connectionId) {
    return Optional.ofNullable(records.get(connectionId));
  }

  @Override
  public Optional<ConnectionRecord> findByAccount(WorkspaceId workspaceId, AccountKey key) {
    AccountSlot slot = new AccountSlot(workspaceId, key);
    return indexes
        .byAccount(slot)
        .flatMap(this::stored)
        .filter(found -> AccountSlot.of(found.connection()).filter(slot::equals).isPresent())
        .map(this::read);
  }

  @Override
  public Optional<ConnectionRecord> findByFingerprint(WorkspaceId workspaceId, String fingerprint) {
    FingerprintSlot slot = new FingerprintSlot(workspaceId, fingerprint);
    return indexes
        .byFingerprint(slot)
        .flatMap(this::stored)
        .filter(found -> FingerprintSlot.of(found).filter(slot::equals).isPresent())
        .map(this::read);
  }

  @Override
  public ListedPage list(WorkspaceId workspaceId, ConnectionFilter filter) {
    Position start =
        filter
            .cursor()
            .map(cursor -> ListCursor.decode(cursor, workspaceId))
            .orElseGet(() -> Position.first(workspaceId));
    List<ListedConnection> found = matching(start, filter).limit(filter.limit() + 1L).toList();
    if (found.size() <= filter.limit()) {
      return new ListedPage(found, Optional.empty());
    }
    List<ListedConnection> page = found.subList(0, filter.limit());
    Position last = Position.of(page.get(page.size() - 1).connection());
    return new ListedPage(page, Optional.of(ListCursor.encode(last)));
  }

  private Stream<ListedConnection> matching(Position start, ConnectionFilter filter) {
    return indexes
        .after(start)
        .flatMap(position -> stored(position.connectionId()).stream())
        .filter(record -> matches(record.connection(), filter))
        .map(ListedConnection::of);
  }

  private static boolean matches(Connection connection, ConnectionFilter filter) {
    return filter.integrationType().map(connection.integrationType()::equals).orElse(true)
        && filter.status().map(connection.status()::equals).orElse(true)
        && (filter.memberId().isEmpty() || filter.memberId().equals(connection.memberId()))
        && !(filter.shared() && connection.memberId().isPresent())
        && (filter.visibleTo().isEmpty()
            || connection.memberId().isEmpty()
            || filter.visibleTo().equals(connection.memberId()));
  }

  @Override
  public WriteOutcome write(ConnectionWrite write) {
    synchronized (lock) {
      return write
          .expectedRevision()
          .map(expected -> swap(write, expected))
          .orElseGet(() -> insert(write));
    }
  }

  private WriteOutcome insert(ConnectionWrite write) {
    ConnectionId connectionId = write.connection().id();
    if (deletions.include(connectionId)) {
      return WriteOutcome.gone();
    }
    if (records.containsKey(connectionId) || isTakenByAnother(write)) {
      return WriteOutcome.conflict();
    }
    Instant now = clock.instant();
    ConnectionRecord inserted = ConnectionChanges.inserted(write, now);
    indexes.add(inserted);
    records.put(connectionId, inserted);
    histories.add(connectionId, ConnectionAttempt.builder(AttemptOutcome.CREATED), now);
    return WriteOutcome.done(inserted);
  }

  private WriteOutcome swap(ConnectionWrite write, long expectedRevision) {
    Connection wanted = write.connection();
    Optional<ConnectionRecord> before = held(wanted.workspaceId(), wanted.id());
    if (before.isEmpty()) {
      return WriteOutcome.gone();
    }
    if (before.get().revision() != expectedRevision || isTakenByAnother(write)) {
      return WriteOutcome.conflict();
    }
    Instant now = clock.instant();
    ConnectionRecord swapped = ConnectionChanges.swapped(before.get(), write, now);
    change(before.get(), swapped);
    histories.add(wanted.id(), ConnectionAttempt.builder(AttemptOutcome.RECONNECTED), now);
    return WriteOutcome.done(swapped);
  }

  private boolean isTakenByAnother(ConnectionWrite write) {
    Connection connection = write.connection();
    Optional<ConnectionId> account = AccountSlot.of(connection).flatMap(indexes::byAccount);
    Optional<ConnectionId> credential =
        FingerprintSlot.of(connection.workspaceId(), write.fingerprint())
            .flatMap(indexes::byFingerprint);
    return Stream.of(account, credential)
        .flatMap(Optional::stream)
        .anyMatch(owner -> !owner.equals(connection.id()));
  }

  /** In this order a reader without the lock sees the change in one instant: that of the put. */
  private void change(ConnectionRecord before, ConnectionRecord after) {
    indexes.add(after);
    records.put(after.connection().id(), after);
    indexes.removeStale(before, after);
  }

  @Override
  public boolean hasSibling(ConnectionRecord connection) {
    synchronized (lock) {
      return indexes.siblings().has(connection, stored(connection.connection().id()));
    }
  }

  @Override
  public Optional<ConnectionRecord> beginDelete(
      WorkspaceId workspaceId, ConnectionId connectionId) {
    synchronized (lock) {
      Optional<ConnectionRecord> last = held(workspaceId, connectionId);
      last.ifPresent(this::remove);
      return last;
    }
  }

  /** The caller alone has the secrets now: nobody can read them here any more. */
  private void remove(ConnectionRecord last) {
    Connection connection = last.connection();
    records.remove(connection.id());
    indexes.remove(last);
    histories.remove(connection.id());
    deletions.begin(connection.workspaceId(), connection.id(), clock.instant());
  }

  @Override
  public void erase(WorkspaceId workspaceId, ConnectionId connectionId) {
    synchronized (lock) {
      deletions.end(workspaceId, connectionId);
    }
  }

  @Override
  public List<ListedConnection> purge(WorkspaceId workspaceId, int batch) {
    List<ListedConnection> purged = new ArrayList<>();
    boolean more = true;
    while (more && purged.size() < batch) {
      Optional<ListedConnection> next = purgeOldest(workspaceId);
      next.ifPresent(purged::add);
      more = next.isPresent();
    }
    return List.copyOf(purged);
  }

  /** Takes the lock for one connection only, so that a large batch lets others in between. */
  private Optional<ListedConnection> purgeOldest(WorkspaceId workspaceId) {
    synchronized (lock) {
      Optional<ConnectionRecord> oldest =
          indexes
              .after(Position.first(workspaceId))
              .findFirst()
              .flatMap(position -> stored(position.connectionId()));
      oldest.ifPresent(this::remove);
      oldest.ifPresent(last -> deletions.end(workspaceId, last.connection().id()));
      return oldest.map(ListedConnection::of);
    }
  }

  @Override
  public int eraseAbandoned(Duration age, int batch) {
    Instant begunUntil = clock.instant().minus(age);
    int erased = 0;
    while (erased < batch && eraseNext(begunUntil)) {
      erased++;
    }
    return erased;
  }

  private boolean eraseNext(Instant begunUntil) {
    synchronized (lock) {
      return deletions.endNext(begunUntil);
    }
  }

  @Override
  public Optional<TokenSetRecord> lease(
      TokenSetKey key, long version, String attemptId, Duration life) {
    synchronized (lock) {
      Instant now = clock.instant();
      return current(key, version)
          .filter(held -> isFree(held.set(), now) && isLive(held.record().connection()))
          .map(held -> lease(held, new Lease(attemptId, now.plus(life))));
    }
  }

  /** A lease is no change that anybody else has to see, so the revision stays. */
  private TokenSetRecord lease(Held held, Lease lease) {
    TokenSetRecord leased = held.set().toBuilder().lease(lease).build();
    ConnectionRecord after = held.record().toBuilder().tokenSet(leased.name(), leased).build();
    change(held.record(), after);
    return leased;
  }

  @Override
  public Optional<TokenSetRecord> replace(
      TokenSetKey key, long expectedVersion, TokenSetWrite write) {
    synchronized (lock) {
      Optional<Held> held = current(key, expectedVersion);
      return held.flatMap(before -> replace(before.record(), key.name(), write));
    }
  }

  private Optional<TokenSetRecord> replace(
      ConnectionRecord before, String name, TokenSetWrite write) {
    Instant now = clock.instant();
    ConnectionRecord after = ConnectionChanges.replaced(before, name, write, now);
    change(before, after);
    histories.add(
        after.connection().id(),
        ConnectionAttempt.builder(AttemptOutcome.REFRESHED).tokenSet(name),
        now);
    return Optional.ofNullable(after.tokenSets().get(name));
  }

  @Override
  public boolean recordFailure(TokenSetKey key, long expectedVersion, RefreshFailure failure) {
    synchronized (lock) {
      Instant now = clock.instant();
      Optional<Held> held = current(key, expectedVersion);
      held.ifPresent(before -> fail(before, failure, now));
      return held.isPresent();
    }
  }

  private void fail(Held before, RefreshFailure failure, Instant now) {
    ConnectionRecord record = before.record();
    change(record, ConnectionChanges.failed(record, before.set(), failure, now));
    failure.attempt().ifPresent(it -> histories.add(record.connection().id(), it.toBuilder(), now));
  }

  @Override
  public void note(WorkspaceId workspaceId, ConnectionId connectionId, ConnectionAttempt attempt) {
    synchronized (lock) {
      if (held(workspaceId, connectionId).isPresent()) {
        histories.add(connectionId, attempt.toBuilder(), clock.instant());
      }
    }
  }

  @Override
  public List<ConnectionAttempt> history(WorkspaceId workspaceId, ConnectionId connectionId) {
    synchronized (lock) {
      return held(workspaceId, connectionId)
          .map(found -> histories.newestFirst(connectionId))
          .orElseGet(List::of);
    }
  }

  @Override
  public List<TokenSetKey> findDue(int batch) {
    return findFree(indexes.due(), batch);
  }

  @Override
  public List<TokenSetKey> findInterrupted(int batch) {
    return findFree(indexes.leases(), batch);
  }

  private List<TokenSetKey> findFree(TokenTimes times, int batch) {
    Instant now = clock.instant();
    return times
        .until(now)
        .filter(
            token ->
                held(token.key())
                    .filter(held -> times.isOf(token, held.record()))
                    .filter(held -> isFree(held.set(), now))
                    .isPresent())
        .map(DueToken::key)
        .limit(batch)
        .toList();
  }

  private static boolean isLive(Connection connection) {
    return connection.status() != ConnectionStatus.NEEDS_REAUTH;
  }

  private static boolean isFree(TokenSetRecord set, Instant now) {
    return set.lease().filter(lease -> lease.expiresAt().isAfter(now)).isEmpty()
        && set.retryAt().filter(retryAt -> retryAt.isAfter(now)).isEmpty();
  }

  /** {@return everything sealed in the connections} */
  Stream<SealedValue> sealedValues() {
    return records.values().stream().flatMap(record -> SealedValue.of(record).stream());
  }

  /** Replaces a sealed value if it is still the one that stands there. */
  boolean reseal(SealedValue value, Sealed sealed) {
    CipherContext place = value.context();
    synchronized (lock) {
      Optional<ConnectionRecord> before =
          held(place.workspaceId(), ConnectionId.of(place.ownerId()))
              .filter(record -> SealedValue.of(record).contains(value));
      before.ifPresent(
          record ->
              records.put(
                  record.connection().id(), ConnectionChanges.resealed(record, place, sealed)));
      return before.isPresent();
    }
  }

  private Optional<Held> current(TokenSetKey key, long version) {
    return held(key).filter(held -> held.set().version() == version);
  }

  private Optional<Held> held(TokenSetKey key) {
    return held(key.workspaceId(), key.connectionId())
        .flatMap(
            record ->
                Optional.ofNullable(record.tokenSets().get(key.name()))
                    .map(set -> new Held(record, set)));
  }

  private record Held(ConnectionRecord record, TokenSetRecord set) {}
}
