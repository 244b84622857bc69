package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.NotFoundException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
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
      host.callback(
          host.approve(host.begin(TestHost.request().memberId(MemberId.of("m_1")).build())));
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

  private static DeletionReceipt delete(TestHost host, Connection connection, RevocationMode mode) {
    return host.integrations.connections().delete(WORKSPACE, connection.id(), mode);
  }
}
