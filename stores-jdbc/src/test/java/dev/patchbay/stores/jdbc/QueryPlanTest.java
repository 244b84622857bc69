package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.TokenSetKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Among 100,000 connections and as many sessions, no call has to look at all of them. */
@Tag("one-jdk")
class QueryPlanTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_7");
  private static final ConnectionId CONNECTION = ConnectionId.of("conn_7");
  private static final TokenSetKey SET = new TokenSetKey(WORKSPACE, CONNECTION, "default");
  private static final Duration HOUR = Duration.ofHours(1);

  private static final List<String> FILLING =
      List.of(
          """
          INSERT INTO patchbay_connection
            (id, workspace_id, integration_type, member_id, credential_kind, account_hash,
             fingerprint, sibling_account, sibling_client, status, created_at, updated_at,
             revision, attempts, details, sealed_account, sealed_account_key,
             sealed_account_version, deleted_at, erase_from)
          SELECT 'conn_' || i, 'ws_' || i % 100, 'github', 'member_' || i % 1000, 'OAUTH',
            'account' || i, 'print' || i, 'sibling' || i, 'client', 'ACTIVE',
            now() - i * INTERVAL '1 second', now(), 1, 1, '{}', '\\x01', '100' || i % 500, 1,
            CASE WHEN i % 50 = 0 THEN now() END, CASE WHEN i % 1000 = 0 THEN now() END
          FROM generate_series(1, 100000) i""",
          """
          INSERT INTO patchbay_token_set
            (connection_id, name, workspace_id, position, sealed, sealed_key, version,
             refreshable, written_at, due_at, refresh_at, failed_attempts, outcome_unknown)
          SELECT 'conn_' || i, 'default', 'ws_' || i % 100, 0, '\\x01', '100' || i % 500, 1, TRUE,
            now(), now() + (i - 100) * INTERVAL '1 second', now() + (i - 100) * INTERVAL '1 second',
            0, FALSE
          FROM generate_series(1, 100000) i""",
          """
          INSERT INTO patchbay_attempt (connection_id, slot, workspace_id, number, made_at, details)
          SELECT 'conn_' || i, 1, 'ws_' || i % 100, 1, now(), '{"outcome":"CREATED"}'
          FROM generate_series(1, 100000) i""",
          """
          INSERT INTO patchbay_session
            (id, workspace_id, integration_type, client_id, state_hash, status, phase, phase_at,
             created_at, expires_at, details, verifier, verifier_key)
          SELECT 'sess_' || i, 'ws_' || i % 1000, 'github', 'client', 'hash_' || i, 'PENDING',
            CASE WHEN i % 1000 = 0 THEN 'EXCHANGING' WHEN i % 3 = 0 THEN 'WAITING' ELSE 'OVER' END,
            now() + (i - 100) * INTERVAL '1 second', now(), now() + INTERVAL '1 hour', '{}',
            '\\x01', '100' || i % 500
          FROM generate_series(1, 100000) i""",
          """
          INSERT INTO patchbay_session_count (workspace_id, waiting)
          SELECT 'ws_' || i, 1000 FROM generate_series(1, 10000) i""",
          "ANALYZE");

  private static HikariDataSource pool;
  private static RecordingDataSource recording;
  private static Stores stores;

  @BeforeAll
  static void fill() throws SQLException {
    pool = PostgresServer.pool(PostgresServer.OLD.createDatabase(), 2);
    recording = new RecordingDataSource(pool);
    stores = JdbcStores.on(recording.dataSource());
    try (java.sql.Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : FILLING) {
        statement.execute(sql);
      }
    }
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  static Stream<Arguments> calls() {
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("find", () -> stores.connections().find(WORKSPACE, CONNECTION));
    calls.put("account", () -> stores.connections().findByAccount(WORKSPACE, account()));
    calls.put("fingerprint", () -> stores.connections().findByFingerprint(WORKSPACE, "print7"));
    calls.put("page", () -> stores.connections().list(WORKSPACE, ConnectionFilter.all()));
    calls.put("next page", QueryPlanTest::nextPage);
    calls.put("member's page", () -> stores.connections().list(WORKSPACE, ofMember()));
    calls.put("due", () -> stores.connections().findDue(50));
    calls.put("interrupted", () -> stores.connections().findInterrupted(50));
    calls.put("lease", () -> stores.connections().lease(SET, 9, "attempt", HOUR));
    calls.put("history", () -> stores.connections().history(WORKSPACE, CONNECTION));
    calls.put("sibling", () -> stores.connections().hasSibling(connection()));
    calls.put("abandoned", () -> stores.connections().eraseAbandoned(HOUR, 10));
    calls.put("session", () -> stores.sessions().find(WORKSPACE, SessionId.of("sess_7")));
    calls.put("workspace", () -> stores.sessions().findWorkspace(SessionId.of("sess_7")));
    calls.put("sessions", () -> stores.sessions().findAll(List.of(key("sess_7"), key("sess_8"))));
    calls.put("state", () -> stores.sessions().findByState("hash_7"));
    calls.put("claim", () -> stores.sessions().claim(claim()));
    calls.put("sweep", () -> stores.sessions().sweep(new SweepLimits(HOUR, HOUR, 20)));
    calls.put("grants", () -> stores.sessions().takeGrants(HOUR, 20));
    calls.put("keys", () -> stores.sealed().keyIds());
    calls.put("count of a key", () -> stores.sealed().count("1007"));
    calls.put("sealed", () -> stores.sealed().find("1007", Optional.empty(), 100));
    calls.put("sealed on", () -> stores.sealed().find("1007", Optional.of(sealed()), 100));
    return calls.entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void callSearchesByIndexes(String name, Runnable call) throws SQLException {
    List<String> searches = searches(recording.during(call));

    assertThat(searches).as(name).isNotEmpty();
    for (String statement : searches) {
      assertThat(plan(statement)).as(statement).doesNotContain("Seq Scan on patchbay_");
    }
  }

  private static List<String> searches(List<String> statements) {
    return statements.stream()
        .flatMap(trip -> Stream.of(trip.split(";(?=\\s*(SELECT|INSERT|UPDATE|DELETE) )")))
        .map(String::strip)
        .filter(statement -> !statement.startsWith("SET "))
        .toList();
  }

  private static String plan(String statement) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (java.sql.Connection connection = pool.getConnection();
        Statement explain = connection.createStatement();
        ResultSet lines = explain.executeQuery("EXPLAIN " + statement)) {
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  private static void nextPage() {
    ConnectionFilter.Builder page = ConnectionFilter.builder().limit(10);
    String cursor = stores.connections().list(WORKSPACE, page.build()).nextCursor().orElseThrow();
    stores.connections().list(WORKSPACE, page.cursor(cursor).build());
  }

  private static ConnectionFilter ofMember() {
    return ConnectionFilter.builder().memberId(MemberId.of("member_7")).build();
  }

  private static AccountKey account() {
    return AccountKey.builder("github", "account").build();
  }

  private static ConnectionRecord connection() {
    Connection connection =
        Connection.builder(CONNECTION, WORKSPACE, "github")
            .account(Account.builder("account").build())
            .build();
    return ConnectionRecord.builder(connection, 1).clientId("client").build();
  }

  private static SessionKey key(String id) {
    return new SessionKey(WORKSPACE, SessionId.of(id));
  }

  private static SessionClaim claim() {
    return SessionClaim.builder("hash_9", "slack").build();
  }

  private static SealedValue sealed() {
    CipherContext place =
        CipherContext.builder(WORKSPACE, "conn_7", "github", CipherContext.CREDENTIAL)
            .tokenSet("default")
            .build();
    return new SealedValue(place, Sealed.of(new byte[] {1}));
  }
}
