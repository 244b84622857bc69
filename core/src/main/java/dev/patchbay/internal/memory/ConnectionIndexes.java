package dev.patchbay.internal.memory;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * The ways to a connection other than its id. Changed under the lock of the store only, read
 * without: a reader compares what it finds with the record that is published, which has the last
 * word.
 */
final class ConnectionIndexes {
  private final Map<AccountSlot, ConnectionId> accounts = new ConcurrentHashMap<>();
  private final Map<Grantor, Set<ConnectionId>> grantors = new ConcurrentHashMap<>();
  private final NavigableSet<Position> positions = new ConcurrentSkipListSet<>();
  private final NavigableSet<DueToken> dueTokens = new ConcurrentSkipListSet<>();

  void add(ConnectionRecord record) {
    ConnectionId id = record.connection().id();
    AccountSlot.of(record.connection()).ifPresent(slot -> accounts.put(slot, id));
    Grantor.of(record).ifPresent(grantor -> addTo(grantor, id));
    positions.add(Position.of(record.connection()));
    dueTokens.addAll(DueToken.of(record));
  }

  private void addTo(Grantor grantor, ConnectionId id) {
    grantors.computeIfAbsent(grantor, unused -> ConcurrentHashMap.newKeySet()).add(id);
  }

  /** Removes what leads to a record that is gone. */
  void remove(ConnectionRecord record) {
    ConnectionId id = record.connection().id();
    AccountSlot.of(record.connection()).ifPresent(slot -> accounts.remove(slot, id));
    Grantor.of(record).ifPresent(grantor -> removeFrom(grantor, id));
    positions.remove(Position.of(record.connection()));
    dueTokens.removeAll(DueToken.of(record));
  }

  /** Removes what led to a record and does not lead to the one that took its place. */
  void removeStale(ConnectionRecord before, ConnectionRecord after) {
    ConnectionId id = before.connection().id();
    Optional<AccountSlot> slot = AccountSlot.of(after.connection());
    AccountSlot.of(before.connection())
        .filter(old -> !slot.equals(Optional.of(old)))
        .ifPresent(old -> accounts.remove(old, id));
    Optional<Grantor> grantor = Grantor.of(after);
    Grantor.of(before)
        .filter(old -> !grantor.equals(Optional.of(old)))
        .ifPresent(old -> removeFrom(old, id));
    List<DueToken> due = DueToken.of(after);
    DueToken.of(before).stream().filter(old -> !due.contains(old)).forEach(dueTokens::remove);
  }

  private void removeFrom(Grantor grantor, ConnectionId id) {
    grantors.computeIfPresent(
        grantor,
        (unused, ids) -> {
          ids.remove(id);
          return ids.isEmpty() ? null : ids;
        });
  }

  Optional<ConnectionId> byAccount(AccountSlot slot) {
    return Optional.ofNullable(accounts.get(slot));
  }

  Set<ConnectionId> byGrantor(Grantor grantor) {
    return grantors.getOrDefault(grantor, Set.of());
  }

  Stream<Position> after(Position position) {
    WorkspaceId workspaceId = position.workspaceId();
    return positions.tailSet(position, false).stream()
        .takeWhile(next -> next.workspaceId().equals(workspaceId));
  }

  Stream<DueToken> dueUntil(Instant end) {
    return dueTokens.stream().takeWhile(due -> !due.expiresAt().isAfter(end));
  }
}
