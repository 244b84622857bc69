package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.store.TokenSetKey;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node whose lease ran out may live, and have the only token that is left. */
class LapsedLeaseIT {
  private static final Duration LEASE = Duration.ofSeconds(31);
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final Cluster cluster = Cluster.strict();
  private final Callers callers = new Callers();
  private final Halt halt = Halt.withLease();
  private final AtomicInteger looks = new AtomicInteger();
  private final Integrations holder = cluster.node(halt, UnaryOperator.identity());
  private final Integrations other = cluster.node(this::look, UnaryOperator.identity());

  private void look(Point point, TokenSetKey key) {
    if (point == Point.BEGUN) {
      looks.incrementAndGet();
    }
  }

  @AfterEach
  void close() {
    callers.close();
    cluster.close();
  }

  @Test
  void holderThatHasTheAnswerStillSavesIt() throws Exception {
    Connection connection = cluster.connectExpired(holder);
    Halt.Stop stop = haltHolder(connection, Point.ANSWERED);
    Future<Credentials> waiting = callers.start(() -> Cluster.read(other, connection));
    awaitLooks(3);
    stop.go();

    assertThat(cluster.isAlive(Callers.result(waiting))).isTrue();
    assertThat(cluster.tokenRequests()).isEqualTo(1);
  }

  @Test
  void holderThatSavesNothingIsReplaced() throws Exception {
    Connection connection = cluster.connectExpired(holder);
    Halt.Stop stop = haltHolder(connection, Point.LEASED);
    Future<Credentials> waiting = callers.start(() -> Cluster.read(other, connection));
    awaitLooks(3);
    assertThat(cluster.tokenRequests()).isZero();
    cluster.clock.advance(SETTLING);

    assertThat(cluster.isAlive(Callers.result(waiting))).isTrue();
    stop.go();
    cluster.awaitNoLease(connection);
    assertThat(cluster.tokenRequests()).isEqualTo(1);
  }

  private Halt.Stop haltHolder(Connection connection, Point point) {
    Halt.Stop stop = halt.next(point);
    Future<Credentials> unused = callers.start(() -> Cluster.read(holder, connection));
    stop.awaitReached();
    cluster.clock.advance(LEASE);
    return stop;
  }

  private void awaitLooks(int count) {
    Awaitility.await().until(() -> looks.get() >= count);
  }
}
