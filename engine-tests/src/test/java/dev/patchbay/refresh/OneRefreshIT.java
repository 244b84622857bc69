package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many ask for one expired token, one request is sent and all get what it brings. */
class OneRefreshIT {
  private static final long SEED = 20261123;
  private static final int ROUNDS = Integer.getInteger("patchbay.rounds", 50);
  private static final int TRIALS = 20 * Integer.getInteger("patchbay.rounds", 10);
  private static final int AT_ONCE = 20;

  @Test
  void thousandCallersCauseOneRequestInEveryOfFiftyRounds() throws Exception {
    try (Cluster cluster = Cluster.strict();
        Callers callers = new Callers()) {
      Integrations node = cluster.node();
      Connection connection = cluster.connectExpired(node);
      for (int round = 1; round <= ROUNDS; round++) {
        Callable<Credentials> call = () -> Cluster.read(node, connection);
        List<Credentials> got = callers.together(Collections.nCopies(1000, call));

        assertThat(cluster.tokenRequests()).as("round %d", round).isEqualTo(round);
        assertThat(got.stream().map(Credentials::version).distinct()).containsOnly(round + 1L);
        assertThat(got).allMatch(cluster::isAlive);
        cluster.clock.advance(Cluster.HOUR);
      }
    }
  }

  @ParameterizedTest(name = "{0} callers on {1} nodes")
  @CsvSource({"2,1", "4,1", "64,1", "2,2", "4,4", "64,8"})
  void raceForOneSingleUseTokenLosesNothing(int count, int nodes) throws Exception {
    Random random = new Random(SEED);
    try (Cluster cluster = Cluster.strict();
        Callers callers = new Callers()) {
      List<Integrations> registries = Stream.generate(cluster::node).limit(nodes).toList();
      for (int round = 0; round < TRIALS / AT_ONCE; round++) {
        cluster.service.script(Endpoint.TOKEN, latencies(random));
        List<Connection> connections =
            Stream.generate(() -> cluster.connect(registries.get(0))).limit(AT_ONCE).toList();
        cluster.clock.advance(Cluster.HOUR);
        List<Callable<Credentials>> calls = new ArrayList<>();
        for (int i = 0; i < count * AT_ONCE; i++) {
          Integrations node = registries.get(i / AT_ONCE % nodes);
          Connection connection = connections.get(i % AT_ONCE);
          calls.add(() -> Cluster.read(node, connection));
        }

        assertThat(callers.together(calls)).allMatch(cluster::isAlive);
      }

      assertThat(cluster.tokenRequests()).isEqualTo(TRIALS);
      assertThat(cluster.service.refreshesSeen().values()).containsOnly(1);
    }
  }

  private static Fault[] latencies(Random random) {
    return Stream.generate(() -> Fault.slow(Duration.ofMillis(5 + random.nextInt(76))))
        .limit(AT_ONCE)
        .toArray(Fault[]::new);
  }
}
