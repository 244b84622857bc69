package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class StagedGrantIT {
  private final MemoryStores stores = new MemoryStores(Clock.systemUTC());

  @Test
  void grantWhoseAccountIsNotKnownYetIsKeptSoThatASweepCanEndItAfterACrash() {
    try (TestHost host = TestHost.start(builder -> builder.stores(stores))) {
      Fault busy = Fault.status(503);
      host.service.script(Endpoint.IDENTITY, busy, busy, busy, busy);

      Session session = host.callback(host.approve(host.begin())).session();

      assertThat(session.status()).isEqualTo(SessionStatus.PENDING);
      assertThat(stores.sessions().find(WORKSPACE, session.id()))
          .get()
          .matches(SessionRecord::isExchanging)
          .matches(record -> record.stagedGrant().isPresent());
    }
  }
}
