package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.NotFoundException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import org.junit.jupiter.api.Test;

class DeletionIT {

  @Test
  void deletingRevokesTheGrantAndForgetsTheConnection() {
    try (TestHost host = TestHost.start()) {
      Connection connection = host.connect();

      assertThat(delete(host, connection, RevocationMode.AUTO).revocation())
          .isEqualTo(Revocation.REVOKED);

      assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
      assertThat(host.connections()).isEmpty();
      assertThatThrownBy(() -> delete(host, connection, RevocationMode.AUTO))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void connectionIsGoneEvenIfTheServiceDoesNotConfirm() {
    try (TestHost host = TestHost.start(builder -> builder.http(TestHost.impatient()))) {
      for (Fault fault : new Fault[] {Fault.status(503), Fault.stalledBody(), Fault.html(403)}) {
        Connection connection = host.connect();
        host.service.script(Endpoint.REVOKE, fault);

        DeletionReceipt receipt = delete(host, connection, RevocationMode.AUTO);

        assertThat(receipt.revocation()).isEqualTo(Revocation.FAILED);
        assertThat(receipt.reason()).isPresent();
        assertThat(host.connections()).isEmpty();
      }
    }
  }

  @Test
  void callerCanKeepTheGrantAlive() {
    try (TestHost host = TestHost.start()) {
      DeletionReceipt receipt = delete(host, host.connect(), RevocationMode.NEVER);

      assertThat(receipt.revocation()).isEqualTo(Revocation.SKIPPED);
      assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    }
  }

  @Test
  void autoSkipsARevocationThatWouldKillAnotherConnectionOfTheAccount() {
    try (TestHost host = TestHost.with(new AcmeProvider(RevocationReach.USER_AND_CLIENT))) {
      Connection shared = host.connect();
      connectMember(host);
      Connection own =
          host.connections().stream()
              .filter(connection -> connection.memberId().isPresent())
              .findFirst()
              .orElseThrow();

      assertThat(delete(host, own, RevocationMode.AUTO).revocation()).isEqualTo(Revocation.SKIPPED);
      assertThat(delete(host, shared, RevocationMode.AUTO).revocation())
          .isEqualTo(Revocation.REVOKED);
      assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
    }
  }

  @Test
  void callerCanEndAllThatDiesWithIt() {
    try (TestHost host = TestHost.with(new AcmeProvider(RevocationReach.USER_AND_CLIENT))) {
      Connection shared = host.connect();
      connectMember(host);

      assertThat(delete(host, shared, RevocationMode.ALWAYS).revocation())
          .isEqualTo(Revocation.REVOKED);
      assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
    }
  }

  @Test
  void autoRevokesATokenWithWhichNothingElseDies() {
    try (TestHost host = TestHost.with(new AcmeProvider(RevocationReach.TOKEN))) {
      Connection shared = host.connect();
      connectMember(host);

      assertThat(delete(host, shared, RevocationMode.AUTO).revocation())
          .isEqualTo(Revocation.REVOKED);
    }
  }

  @Test
  void credentialThatWasHandedOverIsForgottenAndItsOwnerToldWhereToEndIt() {
    try (TestHost host = TestHost.start()) {
      Connection connection = host.create(host.tokenRequest());

      DeletionReceipt receipt = delete(host, connection, RevocationMode.AUTO);

      assertThat(receipt.revocation()).isEqualTo(Revocation.NOT_SUPPORTED);
      assertThat(receipt.reason()).get().asString().contains("in the service's settings");
      assertThat(host.service.count(Endpoint.REVOKE)).isZero();
      assertThat(host.connections()).isEmpty();
    }
  }

  @Test
  void credentialThatWasHandedOverWithItsClientIsRevoked() {
    try (TestHost host = TestHost.start()) {
      String token = host.service.issueToken(Scopes.of("read"));
      Connection connection =
          host.create(TestHost.tokenRequest(token).clientId(host.service.client().clientId()));

      assertThat(delete(host, connection, RevocationMode.AUTO).revocation())
          .isEqualTo(Revocation.REVOKED);
      assertThat(host.service.isAlive(token)).isFalse();
    }
  }

  @Test
  void autoSkipsARevocationThatMightKillAConnectionWhoseAccountIsNotKnown() {
    try (TestHost host = TestHost.with(new AcmeProvider(RevocationReach.USER_AND_CLIENT))) {
      Connection verified = host.connect();
      Connection unverified =
          host.create(
              host.tokenRequest().clientId(host.service.client().clientId()).verificationOff());

      assertThat(delete(host, verified, RevocationMode.AUTO).revocation())
          .isEqualTo(Revocation.SKIPPED);
      assertThat(delete(host, unverified, RevocationMode.AUTO).revocation())
          .isEqualTo(Revocation.REVOKED);
    }
  }

  /** A service that does not know a token may just not know it as this client's. */
  @Test
  void handedOverTokenThatTheServiceDoesNotKnowIsNotSaidToBeRevoked() {
    try (TestHost host = TestHost.start()) {
      String stranger = host.service.issueKey(Scopes.of("read"));
      Connection connection =
          host.create(TestHost.tokenRequest(stranger).clientId(host.service.client().clientId()));
      host.service.script(Endpoint.REVOKE, Fault.status(404));

      assertThat(delete(host, connection, RevocationMode.AUTO).revocation())
          .isEqualTo(Revocation.FAILED);
      assertThat(host.service.isAlive(stranger)).isTrue();
    }
  }

  @Test
  void autoSkipsARevocationThatMightKillATokenWhoseClientIsNotKnown() {
    try (TestHost host = TestHost.with(new AcmeProvider(RevocationReach.USER_AND_CLIENT))) {
      Connection connected = host.connect();
      Connection handedOver = host.create(host.tokenRequest().memberId(MemberId.of("m_1")));

      DeletionReceipt receipt = delete(host, connected, RevocationMode.AUTO);

      assertThat(receipt.revocation()).isEqualTo(Revocation.SKIPPED);
      assertThat(receipt.reason()).get().asString().contains("ALWAYS");
      assertThat(host.read(handedOver)).isNotNull();
    }
  }

  @Test
  void apiKeyIsNoReasonToSkip() {
    try (TestHost host = TestHost.with(new AcmeProvider(RevocationReach.USER_AND_CLIENT))) {
      Connection connected = host.connect();
      String key = host.service.issueKey(Scopes.none());
      host.create(
          ConnectionRequest.builder(AcmeProvider.ID)
              .apiKey(Secret.of(key))
              .memberId(MemberId.of("m_1")));

      assertThat(delete(host, connected, RevocationMode.AUTO).revocation())
          .isEqualTo(Revocation.REVOKED);
      assertThat(host.service.isAlive(key)).isTrue();
    }
  }

  private static void connectMember(TestHost host) {
    host.callback(
        host.approve(host.begin(TestHost.request().memberId(MemberId.of("m_1")).build())));
  }

  private static DeletionReceipt delete(TestHost host, Connection connection, RevocationMode mode) {
    return host.integrations.connections().delete(WORKSPACE, connection.id(), mode);
  }
}
