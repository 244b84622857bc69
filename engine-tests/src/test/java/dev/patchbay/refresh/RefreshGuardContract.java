package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.sandbox.Rotation;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One short test for each guard of a refresh. {@code RefreshGuardsIT} runs it as it is, {@code
 * BrokenGuardsTest} with one guard broken at a time.
 */
abstract class RefreshGuardContract {
  private final Callers callers = new Callers();
  private Cluster cluster = Cluster.strict();

  /** How the node under test is set up, beside its halts. */
  IntegrationsBuilder change(Cluster of, IntegrationsBuilder builder) {
    return builder;
  }

  /** The probe of the node under test. */
  RefreshProbe probe(Halt halt) {
    return halt;
  }

  /** The client of the node under test. */
  ApiClient client(Integrations node, Connection connection) {
    return node.connections().http(Cluster.WORKSPACE, connection.id());
  }

  @AfterEach
  void close() {
    callers.close();
    cluster.close();
  }

  @Test
  void callersOfOneNodeShareOneFlight() throws Exception {
    Halt halt = Halt.withLease();
    AtomicInteger looks = new AtomicInteger();
    RefreshProbe inner = probe(halt);
    Integrations node = node(new Counting(inner, looks));
    Connection connection = cluster.connectExpired(node);
    Halt.Stop stop = halt.next(Point.LEASED);
    Future<Credentials> first = callers.start(() -> Cluster.read(node, connection));
    stop.awaitReached();
    Callable<Credentials> call = () -> Cluster.read(node, connection);
    List<Future<Credentials>> others =
        Collections.nCopies(16, call).stream().map(callers::start).toList();
    callers.awaitParked(1 + others.size());
    stop.go();
    Callers.result(first);
    for (Future<Credentials> other : others) {
      Callers.result(other);
    }

    assertThat(looks).hasValue(1);
  }

  @Test
  void nodeSendsNothingWhileAnotherHoldsTheLease() throws Exception {
    Halt holding = Halt.withLease();
    Integrations holder = cluster.node(holding, builder -> builder);
    AtomicInteger looks = new AtomicInteger();
    Integrations node = node(new Counting(probe(Halt.withLease()), looks));
    Connection connection = cluster.connectExpired(holder);
    Halt.Stop stop = holding.next(Point.ANSWERED);
    Future<Credentials> first = callers.start(() -> Cluster.read(holder, connection));
    stop.awaitReached();
    Future<Credentials> second = callers.start(() -> Cluster.read(node, connection));
    Awaitility.await().until(() -> looks.get() > 1 || cluster.tokenRequests() > 1);

    assertThat(cluster.tokenRequests()).isEqualTo(1);
    stop.go();
    assertThat(Callers.result(second).version()).isEqualTo(Callers.result(first).version());
    assertThat(cluster.tokenRequests()).isEqualTo(1);
  }

  @Test
  void lateResultOverwritesNothing() throws Exception {
    Halt halt = Halt.withLease();
    Integrations node = node(probe(halt));
    SandboxGrant before = cluster.service.issueGrant(Scopes.of("read"));
    Connection connection = create(node, before);
    cluster.clock.advance(Cluster.HOUR);
    Halt.Stop stop = halt.next(Point.SEALED);
    Future<Credentials> reader = callers.start(() -> Cluster.read(node, connection));
    stop.awaitReached();
    SandboxGrant later = cluster.service.issueGrant(Scopes.of("read"));
    create(cluster.node(), later);
    stop.go();
    Callers.result(reader);

    assertThat(Cluster.read(cluster.node(), connection).accessToken().reveal())
        .isEqualTo(later.accessToken());
  }

  @Test
  void refreshTokenThatIsNotRepeatedIsKept() {
    cluster.close();
    cluster = Cluster.of(Rotation.none(), Cluster.KEPT);
    Integrations node = node(probe(Halt.withLease()));
    Connection connection = cluster.connectExpired(node);
    for (long version = 2; version < 5; version++) {
      long expected = version;
      assertThatCode(() -> assertThat(Cluster.read(node, connection).version()).isEqualTo(expected))
          .doesNotThrowAnyException();
      cluster.clock.advance(Cluster.HOUR);
    }
  }

  @Test
  void loserTakesTheTokenOfTheWinner() throws Exception {
    Halt halt = Halt.withoutLease();
    Integrations loser = node(probe(halt));
    Integrations winner = cluster.node();
    Connection connection = cluster.connectExpired(winner);
    Halt.Stop stop = halt.next(Point.READ);
    Future<Credentials> late = callers.start(() -> Cluster.read(loser, connection));
    stop.awaitReached();
    Credentials won = Cluster.read(winner, connection);
    stop.go();

    assertThatCode(
            () -> assertThat(Callers.result(late).accessToken()).isEqualTo(won.accessToken()))
        .doesNotThrowAnyException();
  }

  @Test
  void tokenGoesToNoHostButItsOwn() throws Exception {
    Integrations node = node(probe(Halt.withLease()));
    Connection connection = cluster.connect(node);
    HttpServer stranger =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger requests = new AtomicInteger();
    stranger.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    stranger.start();
    URI elsewhere = URI.create("http://127.0.0.1:" + stranger.getAddress().getPort() + "/");
    try {
      assertThatThrownBy(
              () -> client(node, connection).send(ApiRequest.builder("GET", elsewhere).build()))
          .isInstanceOf(InvalidRequestException.class);
      assertThat(requests).hasValue(0);
    } finally {
      stranger.stop(0);
    }
  }

  private Integrations node(RefreshProbe probe) {
    return cluster.node(probe, builder -> change(cluster, builder));
  }

  private static Connection create(Integrations node, SandboxGrant grant) {
    return node.connections()
        .create(
            Cluster.WORKSPACE,
            ConnectionRequest.builder(Cluster.ID)
                .accessToken(Secret.of(grant.accessToken()))
                .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
                .expiresIn(Cluster.HOUR)
                .build());
  }
}
