package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetWrite;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No call needs a second connection while it has one, whatever runs beside it. */
class SmallPoolTest {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final Duration HOUR = Duration.ofHours(1);

  static List<String> urls() {
    return List.of("jdbc:h2:mem:small;DB_CLOSE_DELAY=-1", PostgresServer.NEW.createDatabase());
  }

  @ParameterizedTest
  @MethodSource("urls")
  void poolOfOneServesManyThreads(String url) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try (HikariDataSource pool = PostgresServer.pool(url, 1)) {
      JdbcStores stores = JdbcStores.on(pool);
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 32; thread++) {
        String name = "t" + thread;
        running.add(threads.submit(() -> liveThrough(stores, name)));
      }
      for (Future<?> done : running) {
        done.get(60, TimeUnit.SECONDS);
      }
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(1);
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every kind of call, from a session to the deletion of its connection. */
  private static void liveThrough(Stores stores, String name) {
    SessionKey session = new SessionKey(ACME, SessionId.of("sess_" + name));
    ConnectionId connection = ConnectionId.of("conn_" + name);
    TokenSetKey set = new TokenSetKey(ACME, connection, "default");
    SessionRecord begun =
        SessionRecord.builder(
                Session.builder(session.sessionId(), ACME, "github").build(),
                "hash_" + name,
                "https://app.example/cb",
                "client")
            .build();

    assertThat(stores.sessions().create(begun, new SessionLimits(HOUR, 100, 100))).isPresent();
    assertThat(stores.sessions().claim(SessionClaim.builder("hash_" + name, "github").build()))
        .isPresent();
    assertThat(stores.sessions().complete(session, write(connection)).status())
        .isEqualTo(WriteStatus.DONE);
    assertThat(stores.connections().lease(set, 1, "attempt", HOUR)).isPresent();
    assertThat(stores.connections().replace(set, 1, tokens(2))).isPresent();
    stores.sessions().sweep(new SweepLimits(HOUR, HOUR, 10));
    stores.connections().findDue(10);
    assertThat(stores.connections().beginDelete(ACME, connection)).isPresent();
    stores.connections().erase(ACME, connection);
    assertThat(stores.connections().find(ACME, connection)).isEmpty();
  }

  private static ConnectionWrite write(ConnectionId connection) {
    return ConnectionWrite.builder(Connection.builder(connection, ACME, "github").build())
        .tokenSets(tokens(1))
        .build();
  }

  private static TokenSetWrite tokens(long version) {
    return TokenSetWrite.builder("default", Sealed.of(new byte[] {1, 2, 3}), version)
        .refreshable()
        .dueIn(Duration.ZERO)
        .build();
  }
}
