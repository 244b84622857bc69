package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.testkit.sandbox.Rotation;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A refresh that comes too late, with a token that was replaced meanwhile, harms nobody. */
class LateLoserIT {
  private static final int TRIALS = 100;
  private static final Duration GRACE = Duration.ofMinutes(2);

  static Stream<Arguments> services() {
    RefreshRules replay = RefreshRules.builder().replayWindow(Duration.ofMinutes(30)).build();
    RefreshRules grace = RefreshRules.builder().replayWindow(GRACE).build();
    return Stream.of(
        Arguments.of("strict", Rotation.strict(), Cluster.STRICT),
        Arguments.of("replaying", Rotation.replay(Duration.ofMinutes(30)), replay),
        Arguments.of("with grace", Rotation.graceThenFamily(GRACE), grace));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("services")
  void loserLeavesTheRowOfTheWinnerAndTakesItsToken(
      String name, Rotation rotation, RefreshRules rules) throws Exception {
    try (Cluster cluster = Cluster.of(rotation, rules);
        Callers callers = new Callers()) {
      Halt halt = Halt.withoutLease();
      Integrations winner = cluster.node();
      Integrations loser = cluster.node(halt, UnaryOperator.identity());
      for (int trial = 1; trial <= TRIALS; trial++) {
        Connection connection = cluster.connectExpired(winner);
        Halt.Stop stop = halt.next(Point.READ);
        Future<Credentials> late = callers.start(() -> Cluster.read(loser, connection));
        stop.awaitReached();
        Credentials won = Cluster.read(winner, connection);
        stop.go();

        assertThat(Callers.result(late).version()).as("trial %d", trial).isEqualTo(won.version());
        assertThat(cluster.set(connection.id()).version()).isEqualTo(2);
        assertThat(cluster.row(connection.id()).connection().status())
            .isEqualTo(ConnectionStatus.ACTIVE);
        assertThat(cluster.isAlive(won)).isTrue();
      }
      assertThat(cluster.tokenRequests()).isEqualTo(2 * TRIALS);
    }
  }

  @Test
  void familyThatTheServiceKilledIsToldOnceAndNotLooped() throws Exception {
    RefreshRules rules = RefreshRules.builder().replayWindow(GRACE).build();
    try (Cluster cluster = Cluster.of(Rotation.graceThenFamily(GRACE), rules);
        Callers callers = new Callers()) {
      Halt halt = Halt.withoutLease();
      Integrations winner = cluster.node();
      Integrations loser = cluster.node(halt, UnaryOperator.identity());
      Connection connection = cluster.connectExpired(winner);
      Halt.Stop stop = halt.next(Point.READ);
      Future<Credentials> late = callers.start(() -> Cluster.read(loser, connection));
      stop.awaitReached();
      Cluster.read(winner, connection);
      cluster.clock.advance(GRACE.plusSeconds(1));
      stop.go();

      assertThat(Callers.result(late).version()).isEqualTo(2);
      assertThat(cluster.row(connection.id()).connection().status())
          .isEqualTo(ConnectionStatus.ACTIVE);
      cluster.clock.advance(Cluster.HOUR);
      for (int read = 0; read < 3; read++) {
        assertThatThrownBy(() -> Cluster.read(winner, connection))
            .isInstanceOfSatisfying(
                ReconnectRequiredException.class,
                dead -> assertThat(dead.code()).isEqualTo(ErrorCode.GRANT_REVOKED));
      }
      assertThat(cluster.tokenRequests()).isEqualTo(3);
    }
  }
}
