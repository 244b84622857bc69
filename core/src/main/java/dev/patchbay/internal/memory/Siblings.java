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
  private final IdSets<Grantor.OfAnyClient> byAccountOfAnyClient = new IdSets<>();
  private final IdSets<String> byIntegration = new IdSets<>();

  void add(ConnectionRecord record) {
    ConnectionId id = record.connection().id();
    Grantor.of(record)
        .ifPresent(
            grantor -> {
              byAccount.add(grantor, id);
              byClient.add(grantor.ofAnyAccount(), id);
              byAccountOfAnyClient.add(grantor.ofAnyClient(), id);
              byIntegration.add(grantor.integrationType(), id);
            });
  }

  void remove(ConnectionRecord record) {
    ConnectionId id = record.connection().id();
    Grantor.of(record)
        .ifPresent(
            grantor -> {
              byAccount.remove(grantor, id);
              byClient.remove(grantor.ofAnyAccount(), id);
              byAccountOfAnyClient.remove(grantor.ofAnyClient(), id);
              byIntegration.remove(grantor.integrationType(), id);
            });
  }

  boolean has(ConnectionRecord record) {
    ConnectionId own = record.connection().id();
    return Grantor.of(record)
        .map(
            grantor ->
                grantor.clientId().isPresent()
                    ? hasOfClient(grantor, own)
                    : hasOfAnyClient(grantor, own))
        .orElse(false);
  }

  private boolean hasOfClient(Grantor grantor, ConnectionId own) {
    return Stream.of(grantor, grantor.ofUnknownClient()).anyMatch(it -> has(it, own));
  }

  private boolean has(Grantor grantor, ConnectionId own) {
    return grantor.isAccountKnown()
        ? Stream.of(grantor, grantor.ofAnyAccount()).anyMatch(it -> byAccount.holdsAnother(it, own))
        : byClient.holdsAnother(grantor, own);
  }

  private boolean hasOfAnyClient(Grantor grantor, ConnectionId own) {
    return grantor.isAccountKnown()
        ? Stream.of(grantor, grantor.ofAnyAccount())
            .map(Grantor::ofAnyClient)
            .anyMatch(it -> byAccountOfAnyClient.holdsAnother(it, own))
        : byIntegration.holdsAnother(grantor.integrationType(), own);
  }
}
