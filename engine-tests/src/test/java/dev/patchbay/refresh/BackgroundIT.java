package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Refreshes that begin without anybody asking. */
class BackgroundIT {
  private static final int CONNECTIONS = 2000;

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
  void illServiceIsAskedOnceInHalfAMinuteUntilItIsWell() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations maker = cluster.node();
      List<Connection> connections =
          Stream.generate(() -> cluster.connect(maker)).limit(4).toList();
      cluster.service.breakDown(Endpoint.TOKEN, Fault.error("invalid_client"));
      cluster.clock.advance(Duration.ofMinutes(54));
      Integrations node = cluster.node(builder -> builder.refreshInBackground());

      Awaitility.await().until(() -> !node.unhealthy().isEmpty());
      Awaitility.await().during(Duration.ofSeconds(2)).until(() -> cluster.tokenRequests() == 1);
      assertThat(connections)
          .allMatch(it -> cluster.row(it.id()).connection().status() == ConnectionStatus.ACTIVE);
      cluster.service.mend(Endpoint.TOKEN);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                cluster.clock.advance(Duration.ofSeconds(10));
                return connections.stream().allMatch(it -> cluster.set(it.id()).version() == 2);
              });
      assertThat(node.unhealthy()).isEmpty();
    }
  }

  @Test
  void connectionThatCannotBeRefreshedStandsInNobodysWay() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations maker = cluster.node();
      List<Connection> stuck = Stream.generate(() -> cluster.connect(maker)).limit(5).toList();
      Connection good = cluster.connect(maker);
      cluster.clock.advance(Duration.ofMinutes(54));
      Set<String> unreadable =
          stuck.stream().map(it -> it.id().value()).collect(Collectors.toSet());
      cluster.node(builder -> builder.cipher(new HalfBlind(unreadable)).refreshInBackground());

      awaitVersion(cluster, List.of(good), 2);
      assertThat(stuck).allMatch(it -> cluster.set(it.id()).version() == 1);
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

  /** Opens everything but the credentials of some connections. */
  private record HalfBlind(Set<String> unreadable) implements CredentialCipher {
    @Override
    public Sealed seal(byte[] plaintext, CipherContext context) {
      return Sealed.of(plaintext);
    }

    @Override
    public byte[] open(Sealed sealed, CipherContext context) {
      if (unreadable.contains(context.ownerId())) {
        throw new IllegalStateException("The key is gone");
      }
      return sealed.bytes();
    }
  }
}
