package dev.patchbay.internal.memory;

import dev.patchbay.spi.store.ConnectionRecord;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which connections would, or might, die by one far-reaching revocation. Not thread-safe: guarded
 * by the lock of its store, because no published record could have the last word here.
 */
final class Siblings {
  private final Counts<Grantor> byAccount = new Counts<>();
  private final Counts<Grantor> byClient = new Counts<>();
  private final Counts<Grantor.OfAnyClient> byAccountOfAnyClient = new Counts<>();
  private final Counts<String> byIntegration = new Counts<>();

  void add(ConnectionRecord record) {
    Grantor.of(record)
        .ifPresent(
            grantor -> {
              byAccount.add(grantor);
              byClient.add(grantor.ofAnyAccount());
              byAccountOfAnyClient.add(grantor.ofAnyClient());
              byIntegration.add(grantor.integrationType());
            });
  }

  void remove(ConnectionRecord record) {
    Grantor.of(record)
        .ifPresent(
            grantor -> {
              byAccount.remove(grantor);
              byClient.remove(grantor.ofAnyAccount());
              byAccountOfAnyClient.remove(grantor.ofAnyClient());
              byIntegration.remove(grantor.integrationType());
            });
  }

  /**
   * Says whether a connection has a sibling.
   *
   * @param record the connection
   * @param counted what stands in the store under its id; not its own sibling
   */
  boolean has(ConnectionRecord record, Optional<ConnectionRecord> counted) {
    Optional<Grantor> own = counted.flatMap(Grantor::of);
    return Grantor.of(record)
        .map(
            grantor ->
                grantor.clientId().isPresent()
                    ? hasOfClient(grantor, own)
                    : hasOfAnyClient(grantor, own))
        .orElse(false);
  }

  private boolean hasOfClient(Grantor grantor, Optional<Grantor> own) {
    return Stream.of(grantor, grantor.ofUnknownClient()).anyMatch(it -> has(it, own));
  }

  private boolean has(Grantor grantor, Optional<Grantor> own) {
    return grantor.isAccountKnown()
        ? Stream.of(grantor, grantor.ofAnyAccount()).anyMatch(it -> byAccount.holdsAnother(it, own))
        : byClient.holdsAnother(grantor, own.map(Grantor::ofAnyAccount));
  }

  private boolean hasOfAnyClient(Grantor grantor, Optional<Grantor> own) {
    return grantor.isAccountKnown()
        ? Stream.of(grantor, grantor.ofAnyAccount())
            .map(Grantor::ofAnyClient)
            .anyMatch(it -> byAccountOfAnyClient.holdsAnother(it, own.map(Grantor::ofAnyClient)))
        : byIntegration.holdsAnother(grantor.integrationType(), own.map(Grantor::integrationType));
  }
}
