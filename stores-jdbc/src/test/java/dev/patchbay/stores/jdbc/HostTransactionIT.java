package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.Integrations;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.stores.jdbc.HostTransactions.Host;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What Patchbay saves while the host is in a transaction stays when that is rolled back, and the
 * host's own does not stay with it.
 */
class HostTransactionIT {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final WorkspaceId PURGED = WorkspaceId.of("ws_purged");
  private static final int ROUNDS = 10 * Integer.getInteger("patchbay.rounds", 10);

  private final String url = PostgresServer.NEW.createDatabase();
  private final TestDatabase database = new TestDatabase(PostgresServer.pool(url, 4));

  private HikariDataSource pool(HostTransactions kind) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setAutoCommit(kind.commitsByItself());
    return new HikariDataSource(config);
  }

  private int rowsOfHost() {
    return new JdbcTemplate(database.dataSource()).queryForList("SELECT * FROM of_host").size();
  }

  @ParameterizedTest
  @EnumSource
  void rotatedTokenOutlivesTheHostsRollback(HostTransactions kind) {
    database.execute("CREATE TABLE of_host (id INTEGER)");
    try (HikariDataSource pool = pool(kind);
        SandboxHost sandbox = new SandboxHost()) {
      Host host = kind.on(pool);
      Integrations node = sandbox.node(JdbcStores.on(host.forPatchbay()));
      List<Connection> connections =
          IntStream.range(0, ROUNDS).mapToObj(i -> sandbox.handOverGrant(node, ACME)).toList();
      sandbox.expireAll(database);

      connections.forEach(
          connection ->
              host.rollingBack(
                  () -> {
                    host.addRow();
                    node.connections().credentials(ACME, connection.id());
                    host.addRow();
                  }));

      assertThat(rowsOfHost()).isZero();
      sandbox.expireAll(database);
      assertThat(connections)
          .allSatisfy(
              connection ->
                  assertThat(node.connections().credentials(ACME, connection.id()).version())
                      .isEqualTo(3));
      assertThat(sandbox.service.refreshesSeen())
          .hasSize(2 * ROUNDS)
          .allSatisfy((token, times) -> assertThat(times).isOne());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingElseOutlivesItToo(HostTransactions kind) {
    database.execute("CREATE TABLE of_host (id INTEGER)");
    try (HikariDataSource pool = pool(kind);
        SandboxHost sandbox = new SandboxHost()) {
      Host host = kind.on(pool);
      Integrations node = sandbox.node(JdbcStores.on(host.forPatchbay()));
      Connection before = sandbox.handOverGrant(node, ACME);
      sandbox.handOverGrant(node, PURGED);
      List<Session> begun = new ArrayList<>();

      host.rollingBack(
          () -> {
            host.addRow();
            begun.addAll(connectAndBegin(sandbox, node));
            node.connections().delete(ACME, before.id(), RevocationMode.AUTO);
            node.purge(PURGED);
            assertThat(listed(node, ACME)).hasSize(2);
            host.addRow();
          });

      assertThat(rowsOfHost()).isZero();
      assertThat(listed(node, ACME))
          .hasSize(2)
          .extracting(Connection::id)
          .doesNotContain(before.id());
      assertThat(listed(node, PURGED)).isEmpty();
      assertThat(begun)
          .extracting(session -> node.sessions().get(ACME, session.id()).status())
          .containsExactly(SessionStatus.PENDING, SessionStatus.DENIED);
    }
  }

  /** {@return two sessions, beside the two connections that it makes} */
  private static List<Session> connectAndBegin(SandboxHost sandbox, Integrations node) {
    sandbox.handOverGrant(node, ACME);
    sandbox.connect(node, ACME);
    return List.of(
        SandboxHost.begin(node, ACME),
        SandboxHost.comeBack(node, sandbox.deny(SandboxHost.begin(node, ACME))));
  }

  private static List<Connection> listed(Integrations node, WorkspaceId workspaceId) {
    return node.connections().list(workspaceId, ConnectionFilter.all()).connections();
  }

  @ParameterizedTest
  @EnumSource
  void hostsOwnCommitIsItsOwn(HostTransactions kind) {
    database.execute("CREATE TABLE of_host (id INTEGER)");
    try (HikariDataSource pool = pool(kind);
        SandboxHost sandbox = new SandboxHost()) {
      Host host = kind.on(pool);
      Integrations node = sandbox.node(JdbcStores.on(host.forPatchbay()));

      host.committing(
          () -> {
            host.addRow();
            sandbox.handOverGrant(node, ACME);
            assertThat(rowsOfHost()).isZero();
          });

      assertThat(rowsOfHost()).isOne();
      assertThat(listed(node, ACME)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void storesThatAreOpenedInATransactionAreNoPartOfIt(HostTransactions kind) {
    database.execute("CREATE TABLE of_host (id INTEGER)");
    database.execute("DROP TABLE patchbay_schema_history, patchbay_schema");
    TestDatabase.TABLES.forEach(table -> database.execute("DROP TABLE " + table));
    try (HikariDataSource pool = pool(kind)) {
      Host host = kind.on(pool);
      host.rollingBack(
          () -> {
            host.addRow();
            JdbcStores.on(host.forPatchbay());
          });

      assertThat(rowsOfHost()).isZero();
      JdbcStores.builder(pool).withoutMigrations().build();
    }
  }

  /** It cannot be escaped, so it is refused, and the transaction is left as it was. */
  @Test
  void connectionThatAllShareIsRefusedWhileATransactionRunsOnIt() throws SQLException {
    database.execute("CREATE TABLE of_host (id INTEGER)");
    try (java.sql.Connection only = database.dataSource().getConnection()) {
      DataSource shared = new SingleConnectionDataSource(only, true);
      JdbcStores stores = JdbcStores.on(shared);
      only.setAutoCommit(false);
      new JdbcTemplate(shared).update("INSERT INTO of_host VALUES (1)");

      assertThatThrownBy(() -> stores.connections().list(ACME, ConnectionFilter.all()))
          .isInstanceOf(TemporaryFailureException.class)
          .hasMessageContaining("somebody has begun a transaction");

      assertThat(only.getAutoCommit()).isFalse();
      only.rollback();
      only.setAutoCommit(true);
      assertThat(rowsOfHost()).isZero();
      assertThat(stores.connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
    }
  }
}
