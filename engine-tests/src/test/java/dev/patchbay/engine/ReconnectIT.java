package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconnectIT {
  private static final SandboxAccount OTHER =
      SandboxAccount.builder("acct-2", "grace").name("Grace Example").build();

  private final TestHost host = TestHost.start();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectingTheSameAccountAgainKeepsItsId() {
    Connection first = host.connect();
    host.clock.advance(Duration.ofMinutes(1));
    Connection second = host.connect();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.createdAt()).isEqualTo(first.createdAt());
    assertThat(second.updatedAt()).isAfter(first.updatedAt());
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void severalAccountsLiveSideBySide() {
    Connection first = host.connect();
    host.service.signIn(OTHER);
    Connection second = host.connect();

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void membersHaveConnectionsOfTheirOwn() {
    Connection shared = host.connect();
    Session session = host.begin(TestHost.request().memberId(MemberId.of("member_1")).build());
    CallbackResult result = host.callback(host.approve(session));

    assertThat(result.session().connectionId()).isPresent().isNotEqualTo(shared.id());
    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void reconnectThatComesBackAsAnotherAccountIsRefusedAndItsGrantRevoked() {
    Connection before = host.connect();
    host.service.signIn(OTHER);

    CallbackResult result = host.callback(host.approve(host.begin(reconnect(before).build())));

    assertThat(result.session().failure().orElseThrow().code()).isEqualTo("account_mismatch");
    Connection after = host.integrations.connections().get(WORKSPACE, before.id());
    assertThat(after).usingRecursiveComparison().isEqualTo(before);
    assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void reconnectMayChangeTheAccountIfTheHostAllowsIt() {
    Connection before = host.connect();
    host.service.signIn(OTHER);

    host.callback(host.approve(host.begin(reconnect(before).accountChangeAllowed().build())));

    Connection after = host.integrations.connections().get(WORKSPACE, before.id());
    assertThat(after.account().map(Account::id)).contains("acct-2");
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void reconnectCannotTakeAnAccountThatHasAConnectionOfItsOwn() {
    Connection first = host.connect();
    host.service.signIn(OTHER);
    host.connect();

    CallbackResult result =
        host.callback(host.approve(host.begin(reconnect(first).accountChangeAllowed().build())));

    assertThat(result.session().failure().orElseThrow().code()).isEqualTo("account_mismatch");
    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void deniedReconnectLeavesTheConnectionAsItWas() {
    Connection before = host.connect();
    URI denied =
        host.user.deny(
            host.begin(reconnect(before).build()).authorizeUrl().map(URI::create).orElseThrow());

    host.callback(denied);

    assertThat(host.integrations.connections().get(WORKSPACE, before.id()))
        .usingRecursiveComparison()
        .isEqualTo(before);
  }

  @Test
  void reconnectOfADeletedConnectionFailsAndBringsNothingBack() {
    Connection before = host.connect();
    URI callback = host.approve(host.begin(reconnect(before).build()));
    host.integrations.connections().delete(WORKSPACE, before.id(), RevocationMode.NEVER);

    CallbackResult result = host.callback(callback);

    assertThat(result.session().failure().orElseThrow().code()).isEqualTo("connection_not_found");
    assertThat(host.connections()).isEmpty();
    assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
  }

  @Test
  void reconnectNamesAConnectionOfThisWorkspaceAndIntegration() {
    Connection before = host.connect();

    assertThatThrownBy(
            () ->
                host.begin(
                    SessionRequest.builder(TestHost.OTHER_WORKSPACE, AcmeProvider.ID)
                        .connectionId(before.id())
                        .build()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                host.begin(
                    TestHost.request().connectionId(ConnectionId.of("conn_missing")).build()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> host.begin(reconnect(before).memberId(MemberId.of("member_1")).build()))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static SessionRequest.Builder reconnect(Connection connection) {
    return TestHost.request().connectionId(connection.id());
  }
}
