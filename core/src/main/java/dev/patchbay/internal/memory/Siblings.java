package dev.patchbay.internal.memory;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.stream.Stream;

/**
 * Which connections would, or might, die by one far-reaching revocation. Not thread-safe: guarded
 * by the lock of its store, because no published record could have the last word here.
 */
final class Siblings {
  private final IdSets<Grantor> byAccount = new IdSets<>();
  private final IdSets<Grantor> byClient = new IdSets<>();

  void add(ConnectionRecord record) {
    ConnectionId id = record.connection().id();
    Grantor.of(record).ifPresent(grantor -> byAccount.add(grantor, id));
    Grantor.of(record).map(Grantor::ofAnyAccount).ifPresent(client -> byClient.add(client, id));
  }

  void remove(ConnectionRecord record) {
    ConnectionId id = record.connection().id();
    Grantor.of(record).ifPresent(grantor -> byAccount.remove(grantor, id));
    Grantor.of(record).map(Grantor::ofAnyAccount).ifPresent(client -> byClient.remove(client, id));
  }

  boolean has(ConnectionRecord record) {
    ConnectionId own = record.connection().id();
    return Grantor.of(record).stream()
        .flatMap(Grantor::ofPossibleClients)
        .anyMatch(grantor -> has(grantor, own));
  }

  private boolean has(Grantor grantor, ConnectionId own) {
    return grantor.isAccountKnown()
        ? Stream.of(grantor, grantor.ofAnyAccount()).anyMatch(it -> byAccount.holdsAnother(it, own))
        : byClient.holdsAnother(grantor, own);
  }
}
