package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Session;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedGrantIT {

  @Test
  void refusedGrantIsNotRevokedWhereThatWouldKillConnectionsThatWork() {
    try (TestHost host = TestHost.with(new AcmeProvider(RevocationReach.USER_AND_CLIENT))) {
      Connection working = host.connect();
      host.service.script(Endpoint.IDENTITY, Fault.status(401));

      Session refused = host.callback(host.approve(host.begin())).session();

      assertThat(refused.failure().orElseThrow().code()).isEqualTo("identity_rejected");
      assertThat(host.service.count(Endpoint.REVOKE)).isZero();
      List<Connection> left = host.connections();
      assertThat(left).extracting(Connection::id).containsExactly(working.id());
      assertThat(left).extracting(Connection::status).containsExactly(ConnectionStatus.ACTIVE);
    }
  }
}
