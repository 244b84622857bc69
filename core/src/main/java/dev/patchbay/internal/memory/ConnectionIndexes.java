package dev.patchbay.internal.memory;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
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
  private final Map<FingerprintSlot, ConnectionId> fingerprints = new ConcurrentHashMap<>();
  private final Siblings siblings = new Siblings();
  private final NavigableSet<Position> positions = new ConcurrentSkipListSet<>();
  private final TokenTimes due = new TokenTimes(DueToken::due);
  private final TokenTimes leases = new TokenTimes(DueToken::leased);

  void add(ConnectionRecord record) {
    ConnectionId id = record.connection().id();
    AccountSlot.of(record.connection()).ifPresent(slot -> accounts.put(slot, id));
    FingerprintSlot.of(record).ifPresent(slot -> fingerprints.put(slot, id));
    siblings.add(record);
    positions.add(Position.of(record.connection()));
    due.add(record);
    leases.add(record);
  }

  /** Removes what leads to a record that is gone. */
  void remove(ConnectionRecord record) {
    ConnectionId id = record.connection().id();
    AccountSlot.of(record.connection()).ifPresent(slot -> accounts.remove(slot, id));
    FingerprintSlot.of(record).ifPresent(slot -> fingerprints.remove(slot, id));
    siblings.remove(record);
    positions.remove(Position.of(record.connection()));
    due.remove(record);
    leases.remove(record);
  }

  /** Removes what led to a record and does not lead to the one that took its place. */
  void removeStale(ConnectionRecord before, ConnectionRecord after) {
    ConnectionId id = before.connection().id();
    Optional<AccountSlot> slot = AccountSlot.of(after.connection());
    AccountSlot.of(before.connection())
        .filter(old -> !slot.equals(Optional.of(old)))
        .ifPresent(old -> accounts.remove(old, id));
    Optional<FingerprintSlot> fingerprint = FingerprintSlot.of(after);
    FingerprintSlot.of(before)
        .filter(old -> !fingerprint.equals(Optional.of(old)))
        .ifPresent(old -> fingerprints.remove(old, id));
    siblings.remove(before);
    due.removeStale(before, after);
    leases.removeStale(before, after);
  }

  Optional<ConnectionId> byAccount(AccountSlot slot) {
    return Optional.ofNullable(accounts.get(slot));
  }

  Optional<ConnectionId> byFingerprint(FingerprintSlot slot) {
    return Optional.ofNullable(fingerprints.get(slot));
  }

  /** The one index without a record to compare with: asked under the lock too. */
  Siblings siblings() {
    return siblings;
  }

  Stream<Position> after(Position position) {
    WorkspaceId workspaceId = position.workspaceId();
    return positions.tailSet(position, false).stream()
        .takeWhile(next -> next.workspaceId().equals(workspaceId));
  }

  /** {@return when the token sets are to be refreshed} */
  TokenTimes due() {
    return due;
  }

  /** {@return when the leases of the token sets run out} */
  TokenTimes leases() {
    return leases;
  }
}
