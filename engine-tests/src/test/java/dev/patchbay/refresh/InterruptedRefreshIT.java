package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes between at every point of a refresh, and what must be true afterwards. */
class InterruptedRefreshIT {
  private final Cluster cluster = Cluster.strict();
  private final Callers callers = new Callers();
  private final Halt halt = Halt.withLease();
  private final Integrations node = cluster.node(halt, UnaryOperator.identity());
  private final Integrations other = cluster.node();

  @AfterEach
  void close() {
    callers.close();
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void deletedConnectionNeverComesBackAndItsNewTokenDies(Point point) throws Exception {
    Connection connection = cluster.connectExpired(node);
    String first = cluster.firstToken(connection);
    Halt.Stop stop = halt.next(point);
    Future<Credentials> reader = callers.start(() -> Cluster.read(node, connection));
    stop.awaitReached();
    other.connections().delete(Cluster.WORKSPACE, connection.id(), RevocationMode.AUTO);
    stop.go();

    if (point == Point.WRITTEN) {
      Callers.result(reader); // it was written before the deletion began, and dies with it
    } else {
      assertCode(() -> Callers.result(reader), ErrorCode.CONNECTION_NOT_FOUND);
    }
    assertThat(cluster.stores.connections().find(Cluster.WORKSPACE, connection.id())).isEmpty();
    assertCode(() -> Cluster.read(node, connection), ErrorCode.CONNECTION_NOT_FOUND);
    SandboxGrant last = cluster.service.findLatest(first).orElseThrow();
    Awaitility.await().until(() -> !cluster.service.isAlive(last.accessToken()));
    Awaitility.await()
        .until(() -> !cluster.service.isRefreshAlive(last.refreshToken().orElseThrow()));
  }

  @ParameterizedTest
  @EnumSource
  void credentialOfAReconnectIsFinal(Point point) throws Exception {
    Connection connection = connectVerified();
    cluster.clock.advance(Cluster.HOUR);
    Halt.Stop stop = halt.next(point);
    Future<Credentials> reader = callers.start(() -> Cluster.read(node, connection));
    stop.awaitReached();
    SandboxGrant later = cluster.service.issueGrant(Scopes.of("read"));
    Connection same = other.connections().create(Cluster.WORKSPACE, request(later).build());
    stop.go();
    Callers.result(reader);

    assertThat(same.id()).isEqualTo(connection.id());
    assertThat(Cluster.read(node, connection).accessToken().reveal())
        .isEqualTo(later.accessToken());
    assertThat(Cluster.read(other, connection).accessToken().reveal())
        .isEqualTo(later.accessToken());
    cluster.clock.advance(Cluster.HOUR);
    assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void refreshThatNobodyWaitsForAnyMoreIsSaved(Point point) throws Exception {
    Connection connection = cluster.connectExpired(node);
    Halt.Stop stop = halt.next(point);
    CompletableFuture<Credentials> reader =
        node.connections()
            .credentialsAsync(
                Cluster.WORKSPACE, CredentialsRequest.builder(connection.id()).build());
    stop.awaitReached();
    assertThat(reader.cancel(true)).isTrue();
    stop.go();

    assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
    assertThat(cluster.set(connection.id()).version()).isEqualTo(2);
    assertThat(cluster.tokenRequests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void interruptEndsTheWaitAndNotTheRefresh(Point point) throws Exception {
    Connection connection = cluster.connectExpired(node);
    Halt.Stop stop = halt.next(point);
    AtomicBoolean flag = new AtomicBoolean();
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<Credentials> reader =
        callers.start(
            () -> {
              thread.complete(Thread.currentThread());
              try {
                return Cluster.read(node, connection);
              } finally {
                flag.set(Thread.interrupted());
              }
            });
    stop.awaitReached();
    thread.get().interrupt();
    assertCode(() -> Callers.result(reader), ErrorCode.WAIT_INTERRUPTED);
    assertThat(flag).isTrue();
    stop.go();

    assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
    assertThat(cluster.tokenRequests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void closeWaitsForWhatRuns(Point point) throws Exception {
    Connection connection = cluster.connectExpired(node);
    Halt.Stop stop = halt.next(point);
    Future<Credentials> reader = callers.start(() -> Cluster.read(node, connection));
    stop.awaitReached();
    Future<Boolean> closing =
        callers.start(
            () -> {
              Thread.currentThread().interrupt(); // which must not keep it from waiting
              node.close();
              return Thread.interrupted();
            });
    callers.awaitParked(2);
    stop.go();

    assertThat(Callers.result(closing)).isTrue();
    assertThat(cluster.isAlive(Callers.result(reader))).isTrue();
    assertThat(cluster.isAlive(Cluster.read(other, connection))).isTrue();
    assertThat(cluster.tokenRequests()).isEqualTo(1);
  }

  private Connection connectVerified() {
    return node.connections()
        .create(Cluster.WORKSPACE, request(cluster.service.issueGrant(Scopes.of("read"))).build());
  }

  private static ConnectionRequest.Builder request(SandboxGrant grant) {
    return ConnectionRequest.builder(Cluster.ID)
        .accessToken(Secret.of(grant.accessToken()))
        .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
        .expiresIn(Cluster.HOUR);
  }

  private static void assertCode(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IntegrationException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
