package dev.patchbay.internal.memory;

import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks through everything in memory each time: nothing here is held for long. */
final class MemorySealedStore implements SealedStore {
  private final MemorySessionStore sessions;
  private final MemoryConnectionStore connections;
  private final Map<String, Sealed> checks = new ConcurrentHashMap<>();

  MemorySealedStore(MemorySessionStore sessions, MemoryConnectionStore connections) {
    this.sessions = sessions;
    this.connections = connections;
  }

  @Override
  public Set<String> keyIds() {
    return values()
        .flatMap(value -> value.sealed().keyId().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public long count(String keyId) {
    return values(keyId).count();
  }

  @Override
  public List<SealedValue> find(String keyId, Optional<SealedValue> after, int batch) {
    Comparator<SealedValue> order = order();
    return values(keyId)
        .filter(value -> after.map(last -> order.compare(value, last) > 0).orElse(true))
        .sorted(order)
        .limit(batch)
        .toList();
  }

  private static Comparator<SealedValue> order() {
    return Comparator.comparing(
        SealedValue::context,
        Comparator.comparing(CipherContext::ownerId)
            .thenComparing(CipherContext::field)
            .thenComparing(context -> context.tokenSet().orElse("")));
  }

  private Stream<SealedValue> values(String keyId) {
    Optional<String> wanted = Optional.of(keyId);
    return values().filter(value -> value.sealed().keyId().equals(wanted));
  }

  private Stream<SealedValue> values() {
    return Stream.concat(sessions.sealedValues(), connections.sealedValues());
  }

  @Override
  public boolean reseal(SealedValue value, Sealed sealed) {
    return value.context().isOfSession()
        ? sessions.reseal(value, sealed)
        : connections.reseal(value, sealed);
  }

  @Override
  public Sealed keepCheck(String keyId, Sealed check) {
    Sealed before = checks.putIfAbsent(keyId, check);
    return before == null ? check : before;
  }

  @Override
  public Optional<Sealed> findCheck(String keyId) {
    return Optional.ofNullable(checks.get(keyId));
  }
}
