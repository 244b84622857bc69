package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.Canary;
import dev.patchbay.web.host.Client;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Faults;
import dev.patchbay.web.host.FaultyStores;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A list whose store goes away while it is sent is not taken for a shorter list. */
class BrokenAnswerIT {
  private static final String LIST = "/workspaces/ws_ours/connections";
  private static final String PLACE = "ConnectionStore.list";
  private static final int ROWS = 500;

  /** Three pages on the way through, and two once more as they are sent. */
  private static final int READS = 5;

  @ParameterizedTest
  @EnumSource
  void listThatBreaksOffIsNoAnswer(Container container) throws Exception {
    Faults faults = new Faults();
    FaultyStores stores = new FaultyStores(new MemoryStores(Clock.systemUTC()), faults);
    try (Host host =
        Host.start(HostSettings.in(container).withRegistry(registry -> registry.stores(stores)))) {
      for (int i = 0; i < ROWS; i++) {
        connect(host);
      }
      int before = faults.count(PLACE);
      assertThat(Client.data(host.client.get(LIST, host.organisation))).hasSize(ROWS);
      assertThat(faults.count(PLACE) - before).isEqualTo(READS);

      faults.breakDownFrom(PLACE, before + 2 * READS, BrokenAnswerIT::storeAway);
      assertThatThrownBy(() -> host.client.get(LIST, host.organisation))
          .isInstanceOf(IOException.class);

      assertThat(host.client.get(LIST, host.organisation).statusCode()).isEqualTo(503);
    }
  }

  private static void connect(Host host) {
    host.integrations
        .connections()
        .create(
            Host.OURS,
            ConnectionRequest.builder(Host.ACME)
                .accessToken(Secret.of(Canary.secret("access")))
                .verificationOff()
                .build());
  }

  private static TemporaryFailureException storeAway() {
    return new TemporaryFailureException(
        ErrorDetail.builder(ErrorCode.STORE_UNAVAILABLE, "The store is away").build());
  }
}
