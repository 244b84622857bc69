package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.TokenSetWrite;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What callers see when the database fails, and what of them the database keeps. */
class FailureTest {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final ConnectionId CANARY = ConnectionId.of("conn_canary");

  @Test
  void failureIsToldWithoutStatementAndValues() {
    TestDatabase database = TestDatabase.h2();
    database.execute("ALTER TABLE patchbay_connection RENAME TO gone");

    assertUnavailable(database);
  }

  @Test
  void poolThatIsClosedIsToldAsWell() {
    HikariDataSource pool = TestDatabase.h2Pool();
    Stores stores = JdbcStores.on(pool);
    pool.close();

    assertUnavailable(stores);
    assertThatThrownBy(() -> JdbcStores.on(pool)).isInstanceOf(TemporaryFailureException.class);
  }

  private static void assertUnavailable(Stores stores) {
    assertThatThrownBy(() -> stores.connections().find(ACME, CANARY))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasNoCause()
        .hasMessageNotContainingAny("conn_canary", "ws_acme", "SELECT", "patchbay_");
  }

  @Test
  void rollbackOfTheHostTakesNothingBack() throws Exception {
    TestDatabase database = TestDatabase.postgres(PostgresServer.NEW);
    try (java.sql.Connection hosts = database.dataSource().getConnection();
        Statement statement = hosts.createStatement()) {
      hosts.setAutoCommit(false);
      statement.execute("CREATE TABLE of_host (id INTEGER)");

      database.connections().write(write());

      hosts.rollback();
    }
    assertThat(database.connections().find(ACME, CANARY)).isPresent();
  }

  @Test
  void poolThatCommitsNothingByItselfIsLeftAsItWas() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:failure;DB_CLOSE_DELAY=-1");
    config.setAutoCommit(false);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Stores stores = JdbcStores.on(pool);

      stores.connections().write(write());

      assertThat(stores.connections().find(ACME, CANARY)).isPresent();
      try (java.sql.Connection connection = pool.getConnection()) {
        assertThat(connection.getAutoCommit()).isFalse();
      }
    }
  }

  private static ConnectionWrite write() {
    return ConnectionWrite.builder(Connection.builder(CANARY, ACME, "github").build())
        .tokenSets(TokenSetWrite.builder("default", Sealed.of(new byte[] {1}), 1).build())
        .build();
  }
}
