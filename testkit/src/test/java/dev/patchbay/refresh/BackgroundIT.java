package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Refreshes that begin without anybody asking. */
class BackgroundIT {
  private static final int CONNECTIONS = 5000;

  @Test
  void connectionsMadeInOneSecondAreDueAtTimesOfTheirOwn() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      List<Connection> connections =
          Stream.generate(() -> cluster.connect(node)).limit(CONNECTIONS).toList();
      Instant made = cluster.clock.instant();
      List<Integer> perMinute = new ArrayList<>(Collections.nCopies(60, 0));
      for (Connection connection : connections) {
        Instant due = cluster.set(connection.id()).dueAt().orElseThrow();
        int minute = (int) Duration.between(made, due).toMinutes();
        perMinute.set(minute, perMinute.get(minute) + 1);
      }
      int mean = CONNECTIONS / 24;

      assertThat(perMinute.subList(0, 30)).containsOnly(0);
      assertThat(perMinute.subList(54, 60)).containsOnly(0);
      assertThat(perMinute.subList(30, 54)).allMatch(count -> count > 0 && count < 2 * mean);
    }
  }

  @Test
  void tokensAreRefreshedAheadOfTheirEndOnce() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations maker = cluster.node();
      List<Connection> connections =
          Stream.generate(() -> cluster.connect(maker)).limit(12).toList();
      cluster.clock.advance(Duration.ofMinutes(54));
      Integrations node = cluster.node(builder -> builder.refreshInBackground());
      Integrations another = cluster.node(builder -> builder.refreshInBackground());

      awaitVersion(cluster, connections, 2);
      assertThat(cluster.tokenRequests()).isEqualTo(connections.size());
      assertThat(node.unhealthy()).isEmpty();
      assertThat(another.unhealthy()).isEmpty();
    }
  }

  @Test
  void idleConnectionIsRefreshedBeforeItsServiceForgetsIt() {
    RefreshRules rules = RefreshRules.builder().idleLife(Duration.ofDays(180)).build();
    try (Cluster cluster = Cluster.untold(rules)) {
      Integrations node = cluster.node(builder -> builder.refreshInBackground());
      Connection connection = cluster.connect(node);
      cluster.clock.advance(Duration.ofDays(180 * 9 / 10));

      awaitVersion(cluster, List.of(connection), 2);
    }
  }

  @Test
  void illServiceIsLeftAloneAndStandsInNobodysWay() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations maker = cluster.node();
      List<Connection> connections =
          Stream.generate(() -> cluster.connect(maker)).limit(12).toList();
      cluster.service.breakDown(Endpoint.TOKEN, Fault.error("invalid_client"));
      cluster.clock.advance(Duration.ofMinutes(54));
      Integrations node = cluster.node(builder -> builder.refreshInBackground());

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  connections.stream().allMatch(it -> cluster.set(it.id()).retryAt().isPresent()));
      assertThat(cluster.tokenRequests()).isEqualTo(1);
      assertThat(node.unhealthy()).hasSize(1);
      assertThat(connections)
          .allMatch(it -> cluster.row(it.id()).connection().status() == ConnectionStatus.ACTIVE);
      cluster.service.mend(Endpoint.TOKEN);
      cluster.clock.advance(Duration.ofSeconds(31));
      awaitVersion(cluster, connections, 2);
    }
  }

  @Test
  void isOffUnlessItIsAskedFor() {
    try (Cluster cluster = Cluster.strict()) {
      Connection connection = cluster.connect(cluster.node());
      cluster.clock.advance(Duration.ofMinutes(54));
      Integrations another = cluster.node(builder -> builder.refreshInBackground());
      awaitVersion(cluster, List.of(connection), 2);
      another.close();
      cluster.clock.advance(Duration.ofMinutes(54));

      assertThat(cluster.stores.connections().findDue(10)).hasSize(1);
      assertThat(cluster.tokenRequests()).isEqualTo(1);
    }
  }

  private static void awaitVersion(Cluster cluster, List<Connection> connections, long version) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> connections.stream().allMatch(it -> cluster.set(it.id()).version() == version));
  }
}
