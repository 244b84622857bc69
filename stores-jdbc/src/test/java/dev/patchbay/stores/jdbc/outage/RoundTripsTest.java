package dev.patchbay.stores.jdbc.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetWrite;
import dev.patchbay.stores.jdbc.JdbcStores;
import dev.patchbay.stores.jdbc.PostgresServer;
import dev.patchbay.stores.jdbc.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How often a step waits for an answer of PostgreSQL, which is most of what it costs. */
@Tag("one-jdk")
class RoundTripsTest {
  /** The driver prepares a statement on the server once it has run five times. */
  private static final int TIMES = 12;

  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final TokenSetKey TOKENS =
      new TokenSetKey(ACME, ConnectionId.of("conn_1"), "default");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final SessionLimits LIMITS = new SessionLimits(HOUR, 1_000, 10_000);

  private final List<Integer> trips = new ArrayList<>();
  private DatabaseLine line;
  private SingleConnectionDataSource dataSource;
  private Stores stores;

  @BeforeEach
  void connect() {
    String url = PostgresServer.NEW.createDatabase();
    new TestDatabase(PostgresServer.pool(url, 1));
    URI address = URI.create(url.substring("jdbc:".length()));
    line = new DatabaseLine(address.getPort());
    dataSource =
        new SingleConnectionDataSource(
            "jdbc:postgresql://127.0.0.1:%d%s?user=postgres&sslmode=disable&gssEncMode=disable"
                .formatted(line.port(), address.getPath()),
            true);
    stores = JdbcStores.builder(dataSource).withoutMigrations().build();
    stores.sessions().create(session(0), LIMITS); // begins to count
  }

  @AfterEach
  void close() throws Exception {
    dataSource.destroy();
    line.close();
  }

  @Test
  void sessionIsCreatedInThree() {
    for (int number = 1; number <= TIMES; number++) {
      SessionRecord session = session(number);
      trips.add(trips(() -> stores.sessions().create(session, LIMITS)));
    }

    assertThat(trips).containsOnly(3);
  }

  @Test
  void sessionIsClaimedInThree() {
    for (int number = 1; number <= TIMES; number++) {
      stores.sessions().create(session(number), LIMITS);
      SessionClaim claim = SessionClaim.builder("hash_" + number, "github").build();
      trips.add(trips(() -> stores.sessions().claim(claim)));
    }

    assertThat(trips).containsOnly(3);
  }

  @Test
  void credentialIsLeasedInOneAndReplacedInThree() {
    Connection connection =
        Connection.builder(TOKENS.connectionId(), TOKENS.workspaceId(), "github").build();
    stores.connections().write(ConnectionWrite.builder(connection).tokenSets(tokens(1)).build());
    List<Integer> leasing = new ArrayList<>();
    for (int number = 1; number <= TIMES; number++) {
      int version = number;
      leasing.add(trips(() -> stores.connections().lease(TOKENS, version, "attempt", HOUR)));
      trips.add(trips(() -> stores.connections().replace(TOKENS, version, tokens(version + 1))));
    }

    assertThat(leasing).containsOnly(1);
    assertThat(trips).containsOnly(3);
  }

  private int trips(Supplier<Optional<?>> step) {
    int before = line.trips();
    assertThat(step.get()).isPresent();
    return line.trips() - before;
  }

  private static SessionRecord session(int number) {
    Session session = Session.builder(SessionId.of("sess_" + number), ACME, "github").build();
    return SessionRecord.builder(
            session, "hash_" + number, "https://host.example/oauth/callback", "client")
        .sealedVerifier(Sealed.of(new byte[] {1}))
        .build();
  }

  private static TokenSetWrite tokens(long version) {
    return TokenSetWrite.builder(TOKENS.name(), Sealed.of(new byte[] {1}), version)
        .refreshable()
        .expiresIn(HOUR)
        .build();
  }
}
