package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.testkit.sandbox.Dialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A pool of one connection serves every refresh, and no refresh keeps it while it waits. */
class SmallPoolRefreshIT {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final int CALLERS = 32;
  private static final long PATIENCE_SECONDS = 60;

  private final TestDatabase database = TestDatabase.postgres(PostgresServer.NEW);

  private HikariDataSource poolOfOne() {
    String url = ((HikariDataSource) database.dataSource()).getJdbcUrl();
    return PostgresServer.pool(url, 1);
  }

  @Test
  void manyRefreshesAtOnceAllEnd() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (HikariDataSource pool = poolOfOne()) {
      HeldConnections watched = new HeldConnections(pool);
      refreshAtOnce(watched, callers);

      assertThat(watched.mostOfAThread()).isOne();
      assertThat(watched.now()).isZero();
    } finally {
      callers.shutdownNow();
    }
  }

  private void refreshAtOnce(HeldConnections watched, ExecutorService callers) throws Exception {
    try (SandboxHost host = new SandboxHost()) {
      Integrations node = host.node(JdbcStores.on(watched));
      List<Connection> connections =
          IntStream.range(0, CALLERS).mapToObj(i -> host.handOverGrant(node, ACME)).toList();
      host.expireAll(database);
      CyclicBarrier start = new CyclicBarrier(CALLERS);

      List<Future<Long>> running = new ArrayList<>();
      for (Connection connection : connections) {
        running.add(
            callers.submit(
                () -> {
                  start.await();
                  return node.connections().credentials(ACME, connection.id()).version();
                }));
      }
      for (Future<Long> done : running) {
        assertThat(done.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
      }

      assertThat(host.service.refreshesSeen())
          .hasSize(CALLERS)
          .allSatisfy((token, times) -> assertThat(times).isOne());
    }
  }

  @Test
  void refreshHoldsNoConnectionWhileItWaitsForTheService() {
    List<Integer> heldDuringRequests = new CopyOnWriteArrayList<>();
    try (HikariDataSource pool = poolOfOne()) {
      HeldConnections watched = new HeldConnections(pool);
      Runnable look = () -> heldDuringRequests.add(watched.now());
      try (SandboxHost host = new SandboxHost(dialect -> watched(dialect, look))) {
        Integrations node = host.node(JdbcStores.on(watched));
        Connection connection = host.handOverGrant(node, ACME);
        host.expireAll(database);

        node.connections().credentials(ACME, connection.id());
      }
    }
    assertThat(heldDuringRequests).isNotEmpty().containsOnly(0);
  }

  /** Looks whenever tokens are asked for. */
  private static Dialect watched(Dialect dialect, Runnable look) {
    return (Dialect)
        Proxy.newProxyInstance(
            Dialect.class.getClassLoader(),
            new Class<?>[] {Dialect.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("checkTokenRequest")) {
                look.run();
              }
              try {
                return method.invoke(dialect, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            });
  }
}
