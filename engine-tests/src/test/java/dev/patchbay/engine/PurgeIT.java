package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.OTHER_WORKSPACE;
import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.PurgeReceipt;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Erasing a workspace leaves nothing of it, and everything of the others. */
class PurgeIT {
  private final List<Connection> heard = new ArrayList<>();
  private final List<PurgeReceipt> purged = new ArrayList<>();
  private final TestHost host = TestHost.start(builder -> builder.listener(ear()));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void erasesEverythingOfAWorkspaceAndNothingOfAnother() {
    Connection connection = host.connect();
    Session pending = host.begin();
    Connection elsewhere =
        host.integrations.connections().create(OTHER_WORKSPACE, host.tokenRequest().build());
    Session otherPending =
        host.begin(SessionRequest.builder(OTHER_WORKSPACE, AcmeProvider.ID).build());

    PurgeReceipt receipt = host.integrations.purge(WORKSPACE);

    assertThat(receipt.connections()).isEqualTo(1);
    assertThat(receipt.sessions()).isEqualTo(2);
    assertThat(host.connections()).isEmpty();
    assertThatThrownBy(() -> host.read(connection)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> host.now(pending)).isInstanceOf(NotFoundException.class);
    assertThat(host.read(elsewhere)).isNotNull();
    assertThat(host.now(otherPending)).isNotNull();
    assertThat(heard).extracting(Connection::id).containsExactly(connection.id());
    assertThat(host.service.count(Endpoint.REVOKE)).isZero();
  }

  @Test
  void purgingAgainErasesNothingMore() {
    host.connect();
    host.integrations.purge(WORKSPACE);

    PurgeReceipt again = host.integrations.purge(WORKSPACE);

    assertThat(again.connections() + again.sessions()).isZero();
    assertThat(again.workspaceId()).isEqualTo(WORKSPACE);
    assertThat(heard).hasSize(1);
    assertThat(purged).extracting(PurgeReceipt::connections).containsExactly(1, 0);
  }

  @Test
  void manyRowsAreErasedInBatches() {
    for (int i = 0; i < 1100; i++) {
      host.create(TestHost.tokenRequest("token-" + i).verificationOff());
    }

    assertThat(host.integrations.purge(WORKSPACE).connections()).isEqualTo(1100);
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void workspaceCanBeUsedAgain() {
    Connection before = host.connect();
    host.integrations.purge(WORKSPACE);

    Connection after = host.connect();

    assertThat(after.id()).isNotEqualTo(before.id());
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void whoeverWaitsForASessionLearnsThatItIsGone() {
    Session session = host.begin();
    CompletableFuture<SessionOutcome> outcome =
        host.integrations.sessions().pollAsync(WORKSPACE, session.id(), PollOptions.defaults());

    host.integrations.purge(WORKSPACE);

    assertThat(outcome)
        .failsWithin(5, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(NotFoundException.class);
  }

  @Test
  void callbackThatComesLaterIsUnknown() {
    URI callback = host.approve(host.begin());
    host.integrations.purge(WORKSPACE);

    assertThatThrownBy(() -> host.callback(callback)).isInstanceOf(InvalidRequestException.class);
    assertThat(host.service.count(Endpoint.TOKEN)).isZero();
    assertThat(host.connections()).isEmpty();
  }

  /** The grant came while the purge ran: it is in nobody's hands any more, so it is ended. */
  @Test
  void grantOfASessionThatWasBeingExchangedIsRevoked() {
    Fault busy = Fault.status(503);
    host.service.script(Endpoint.IDENTITY, busy);
    host.callback(host.approve(host.begin()));

    host.integrations.purge(WORKSPACE);

    Awaitility.await().until(() -> host.service.count(Endpoint.REVOKE) == 1);
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void callbackThatIsUnderWayComesToNothingAndIsTold() throws Exception {
    host.service.script(Endpoint.IDENTITY, Fault.slow(Duration.ofSeconds(1)));
    URI arrived = host.approve(host.begin());
    CompletableFuture<CallbackResult> callback =
        CompletableFuture.supplyAsync(() -> host.callback(arrived));
    Awaitility.await().until(() -> host.service.count(Endpoint.IDENTITY) == 1);

    host.integrations.purge(WORKSPACE);

    Session session = callback.get(10, TimeUnit.SECONDS).session();
    assertThat(session.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(session.failure().orElseThrow().code()).isEqualTo("session_not_found");
    assertThat(host.connections()).isEmpty();
    assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
  }

  @Test
  void workspaceMustBeNamed() {
    assertThatThrownBy(() -> host.integrations.purge(WorkspaceId.of(" ")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'workspaceId'");
  }

  private IntegrationListener ear() {
    return new IntegrationListener() {
      @Override
      public void connectionDeleted(ConnectionEvent event) {
        heard.add(event.connection());
      }

      @Override
      public void workspacePurged(PurgeReceipt receipt) {
        purged.add(receipt);
      }
    };
  }
}
