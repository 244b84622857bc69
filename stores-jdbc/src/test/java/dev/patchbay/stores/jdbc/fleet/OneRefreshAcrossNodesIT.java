package dev.patchbay.stores.jdbc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Credentials;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However many readers of however many nodes find a token at its end, the service is asked once.
 */
@Tag("one-jdk")
class OneRefreshAcrossNodesIT {
  private static final int ROUNDS = Integer.getInteger("patchbay.rounds", 10);
  private static final int NODES = 4;
  private static final int THREADS = 25;
  private static final int OTHERS_OF_EACH = 99;
  private static final int READERS = THREADS * (1 + OTHERS_OF_EACH);

  private Fleet fleet;

  @BeforeEach
  void start(@TempDir Path folder) {
    fleet = Fleet.in(folder);
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void tenThousandReadersInFourJvmsCostOneRequest() throws Exception {
    List<RemoteNode> nodes = fleet.nodes(NODES);
    Trial trial = fleet.connect(Mode.STRICT_WITH_ACCESS, 1);
    trial.service().breakDown(Endpoint.TOKEN, Fault.slow(Duration.ofMillis(500)));
    for (int round = 1; round <= ROUNDS; round++) {
      fleet.database.passTime(Fleet.HOUR);

      List<CompletableFuture<String>> reading =
          nodes.stream().map(node -> node.read(trial, THREADS, OTHERS_OF_EACH)).toList();
      List<String> learned = Child.all(reading);

      Credentials now = fleet.read(trial);
      assertThat(learned).containsOnly(Tally.of(now) + "=" + READERS);
      assertThat(now.version()).isEqualTo(round + 1);
      assertThat(trial.service().isAlive(now.accessToken().reveal())).isTrue();
      assertThat(trial.service().count(Endpoint.TOKEN)).isEqualTo(round);
    }
    assertThat(trial.service().refreshesSeen().values()).containsOnly(1);
  }
}
