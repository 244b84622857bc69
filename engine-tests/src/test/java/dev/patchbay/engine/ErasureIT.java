package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Connection;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErasureIT {
  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  private final MemoryStores stores = new MemoryStores(clock);

  @Test
  void deletionLeavesNoSecretsForASweepToFindWhateverTheServiceSays() {
    try (TestHost host = TestHost.start(builder -> builder.stores(stores))) {
      for (RevocationMode mode : RevocationMode.values()) {
        Connection connection = host.connect();
        host.service.script(Endpoint.REVOKE, Fault.status(503));

        host.integrations.connections().delete(TestHost.WORKSPACE, connection.id(), mode);
        clock.advance(Duration.ofHours(1));

        assertThat(stores.connections().eraseAbandoned(Duration.ofMinutes(1), 10)).isZero();
      }
    }
  }
}
