package dev.patchbay.providers.gdrive;

import static dev.patchbay.testkit.providers.ProviderHost.WORKSPACE;

import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Connection;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.testkit.SettableClock;
import java.time.Instant;

/** What a host keeps of tokens, beside themselves. */
final class KeptTokens {
  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  private final MemoryStores stores = new MemoryStores(clock);

  IntegrationsBuilder in(IntegrationsBuilder settings) {
    return settings.clock(clock).stores(stores);
  }

  TokenSetRecord of(Connection connection) {
    return stores
        .connections()
        .find(WORKSPACE, connection.id())
        .orElseThrow()
        .tokenSets()
        .values()
        .iterator()
        .next();
  }
}
