package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import org.junit.jupiter.api.Test;

/** Runs what the README shows. */
class UsingConnectionsIT {

  @Test
  void readmeGetsAValidTokenAndCallsTheApi() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      Connection connection = cluster.connectExpired(node);
      UsingConnections example = new UsingConnections(node, Cluster.WORKSPACE);

      assertThat(cluster.service.isAlive(example.token(connection))).isTrue();
      assertThat(example.whoAmI(connection).status()).isEqualTo(200);
      assertThat(cluster.tokenRequests()).isEqualTo(1);
    }
  }
}
