package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.testkit.sandbox.Rotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What readers get of the old token while a refresh runs. */
class OldTokenIT {
  private static final int READERS = 16;
  private static final int REFRESHES = 100;

  @Test
  void tokenThatARefreshHasKilledIsNeverHandedOut() throws Exception {
    try (Cluster cluster = Cluster.of(Rotation.strictWithAccess(), Cluster.STRICT_WITH_ACCESS);
        Callers callers = new Callers()) {
      List<Integrations> nodes = Stream.generate(cluster::node).limit(2).toList();
      Connection connection = cluster.connect(nodes.get(0));
      AtomicLong knownDead = new AtomicLong();
      List<Callable<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        Integrations node = nodes.get(i % nodes.size());
        readers.add(() -> readUntilOver(cluster, node, connection, knownDead));
      }
      Future<Boolean> time =
          callers.start(
              () -> {
                while (cluster.tokenRequests() < REFRESHES) {
                  cluster.clock.advance(Duration.ofSeconds(10));
                  Credentials unused = Cluster.read(nodes.get(0), connection);
                }
                return true;
              });
      int reads = callers.together(readers).stream().mapToInt(Integer::intValue).sum();

      assertThat(Callers.result(time)).isTrue();
      assertThat(reads).isGreaterThan(REFRESHES);
      assertThat(cluster.service.refreshesSeen().values()).containsOnly(1);
    }
  }

  /** A read that begins when a version is known to be dead must bring a later one. */
  private static Integer readUntilOver(
      Cluster cluster, Integrations node, Connection connection, AtomicLong knownDead) {
    int reads = 0;
    while (cluster.tokenRequests() < REFRESHES) {
      long deadBefore = knownDead.get();
      Credentials got = Cluster.read(node, connection);
      assertThat(got.version()).isGreaterThan(deadBefore);
      if (!cluster.isAlive(got)) {
        knownDead.accumulateAndGet(got.version(), Math::max);
      }
      reads++;
    }
    return reads;
  }

  @Test
  void nobodyWaitsWhileTheOldTokenHasMoreThanHalfAMinute() throws Exception {
    try (Cluster cluster = Cluster.of(Rotation.none(), Cluster.KEPT);
        Callers callers = new Callers()) {
      Halt halt = Halt.withLease();
      Integrations node = cluster.node(halt, UnaryOperator.identity());
      Connection connection = cluster.connect(node);
      Halt.Stop stop = halt.next(Point.LEASED);
      cluster.clock.advance(Cluster.HOUR.minus(Duration.ofMinutes(4)));

      Credentials old = Cluster.read(node, connection);
      stop.awaitReached();
      for (int second = 4 * 60; second > 31; second--) {
        cluster.clock.advance(Duration.ofSeconds(1));
        assertThat(Cluster.read(node, connection).version()).isEqualTo(old.version());
      }
      cluster.clock.advance(Duration.ofSeconds(2));
      Future<Credentials> waiting = callers.start(() -> Cluster.read(node, connection));
      callers.awaitParked(1);
      assertThat(waiting.isDone()).isFalse();
      stop.go();

      assertThat(Callers.result(waiting).version()).isEqualTo(old.version() + 1);
      assertThat(cluster.tokenRequests()).isEqualTo(1);
    }
  }
}
