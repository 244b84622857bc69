package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What stands in a store without a cipher, and what a refresh would make of it. */
final class StoredCredential {
  private static final String NAME = "default";

  private StoredCredential() {}

  static ConnectionRecord record(Stores stores, Connection connection) {
    return stores.connections().find(connection.workspaceId(), connection.id()).orElseThrow();
  }

  static String text(Stores stores, Connection connection) {
    TokenSetRecord set = record(stores, connection).tokenSets().values().iterator().next();
    return new String(set.sealed().bytes(), StandardCharsets.UTF_8);
  }

  /** Replaces the credential as a refresh does. */
  static void replace(Stores stores, Connection connection, byte[] text) {
    long version = version(stores, connection);
    assertThat(
            stores
                .connections()
                .replace(
                    key(connection),
                    version,
                    TokenSetWrite.builder(NAME, Sealed.of(text), version + 1)
                        .refreshable()
                        .build()))
        .isPresent();
  }

  /** Takes the lease as a refresh does before it asks the service. */
  static void lease(Stores stores, Connection connection) {
    assertThat(
            stores
                .connections()
                .lease(
                    key(connection),
                    version(stores, connection),
                    "attempt-1",
                    Duration.ofMinutes(1)))
        .isPresent();
  }

  static TokenSetKey key(Connection connection) {
    return new TokenSetKey(connection.workspaceId(), connection.id(), NAME);
  }

  static long version(Stores stores, Connection connection) {
    return record(stores, connection).tokenSets().values().iterator().next().version();
  }
}
