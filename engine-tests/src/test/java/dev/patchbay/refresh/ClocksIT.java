package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.testkit.sandbox.Rotation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's time counts, whatever a node's clock says and however short a token lives. */
class ClocksIT {

  @ParameterizedTest(name = "tokens of {0} s")
  @ValueSource(ints = {1, 5, 30, 60, 300})
  void shortTokensAreRefreshedOnceALifeAndNeverServedDead(int seconds) {
    Duration life = Duration.ofSeconds(seconds);
    int lives = 5;
    int readsPerLife = 200;
    try (Cluster cluster = Cluster.living(life, Rotation.strict(), Cluster.STRICT)) {
      Integrations node = cluster.node();
      Connection connection = cluster.connect(node);
      for (int read = 0; read < lives * readsPerLife; read++) {
        assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
        cluster.clock.advance(life.dividedBy(readsPerLife));
      }
      assertThat(cluster.tokenRequests()).isBetween(lives - 1, lives * 3 / 2);
    }
  }

  @Test
  void nodesWhoseClocksAreTenMinutesOffRefreshAsOftenAsTheOthers() {
    try (Cluster cluster = Cluster.strict()) {
      List<Integrations> nodes =
          Stream.of(-10, 0, 10)
              .map(minutes -> Clock.offset(cluster.clock, Duration.ofMinutes(minutes)))
              .map(clock -> cluster.node(builder -> builder.clock(clock)))
              .toList();
      Connection connection = cluster.connect(nodes.get(0));
      int hours = 3;
      for (int step = 0; step < hours * 360; step++) {
        for (Integrations node : nodes) {
          assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
        }
        cluster.awaitNoLease(connection);
        cluster.clock.advance(Duration.ofSeconds(10));
      }
      assertThat(cluster.tokenRequests()).isEqualTo(hours);
    }
  }

  @ParameterizedTest(name = "by {0} minutes")
  @ValueSource(ints = {-60, 60})
  void jumpOfANodesClockCausesNoSecondRefresh(int minutes) {
    try (Cluster cluster = Cluster.strict()) {
      JumpingClock jumping = new JumpingClock(cluster.clock);
      Integrations node = cluster.node(builder -> builder.clock(jumping));
      Connection connection = cluster.connectExpired(node);
      Credentials before = Cluster.read(node, connection);
      jumping.jump(Duration.ofMinutes(minutes));
      cluster.clock.advance(Duration.ofMinutes(1));

      assertThat(Cluster.read(node, connection).version()).isEqualTo(before.version());
      assertThat(cluster.tokenRequests()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "by {0} minutes")
  @ValueSource(ints = {-60, 60})
  void jumpInTheMiddleOfARefreshHarmsNothing(int minutes) throws Exception {
    try (Cluster cluster = Cluster.strict();
        Callers callers = new Callers()) {
      JumpingClock jumping = new JumpingClock(cluster.clock);
      Halt halt = Halt.withLease();
      Integrations node = cluster.node(halt, builder -> builder.clock(jumping));
      Connection connection = cluster.connectExpired(node);
      Halt.Stop stop = halt.next(Point.ANSWERED);
      Future<Credentials> reader = callers.start(() -> Cluster.read(node, connection));
      stop.awaitReached();
      jumping.jump(Duration.ofMinutes(minutes));
      stop.go();

      assertThat(cluster.isAlive(Callers.result(reader))).isTrue();
      assertThat(cluster.isAlive(Cluster.read(cluster.node(), connection))).isTrue();
      assertThat(cluster.tokenRequests()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void frozenClockOfANodeHidesNoExpiry() {
    try (Cluster cluster = Cluster.strict()) {
      Clock frozen = Clock.fixed(cluster.clock.instant(), cluster.clock.getZone());
      Integrations node =
          cluster.node(builder -> builder.clock(frozen).credentialCache(Duration.ZERO, 1));
      Connection connection = cluster.connectExpired(node);

      assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
      assertThat(cluster.tokenRequests()).isEqualTo(1);
    }
  }
}
