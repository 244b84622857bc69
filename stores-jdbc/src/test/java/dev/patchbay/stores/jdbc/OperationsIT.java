package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.Integrations;
import dev.patchbay.ciphers.tink.KeyType;
import dev.patchbay.ciphers.tink.KeysetFile;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/operations.md} tells operators is so. */
class OperationsIT {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");

  @TempDir private Path folder;

  @Test
  void exampleStarts() {
    Path keyset = folder.resolve("keyset.json");
    KeysetFile.inClear(keyset).create(KeyType.AES_256_GCM);
    String url = PostgresServer.NEW.createDatabase();
    try (HikariDataSource pool = StoresExample.pool(url);
        Integrations started = StoresExample.start(Integrations.builder(), pool, keyset)) {
      assertThat(started.connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
      assertThatCode(() -> StoresExample.unmigrated(pool)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"connections-by-status.sql", "overdue-refreshes.sql", "pending-sessions.sql"})
  void everyDatabaseTakesTheQuery(String file) throws IOException {
    for (Backing backing : List.of(Backing.H2, Backing.OLD_POSTGRES, Backing.NEW_POSTGRES)) {
      ((TestDatabase) backing.open().stores()).execute(sql("/operations/" + file));
    }
  }

  private static String sql(String file) throws IOException {
    try (InputStream in = OperationsIT.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("no file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void rightsToRowsSufficeWithoutMigrations() throws Exception {
    TestDatabase owners = TestDatabase.postgres(PostgresServer.NEW);
    owners.execute("CREATE ROLE app LOGIN");
    owners.execute(sql("/operations/rights.sql"));
    String url = ((HikariDataSource) owners.dataSource()).getJdbcUrl();
    try (HikariDataSource pool = PostgresServer.pool(url.replace("user=postgres", "user=app"), 4);
        SandboxHost host = new SandboxHost()) {
      Integrations node = host.node(StoresExample.unmigrated(pool));
      Connection connection = host.connect(node, ACME);
      host.expireAll(owners);
      node.connections().credentials(ACME, connection.id());
      node.connections().delete(ACME, connection.id(), RevocationMode.AUTO);
      node.purge(ACME);
      JdbcStores.builder(pool)
          .withoutMigrations()
          .build()
          .sessions()
          .sweep(new SweepLimits(Duration.ZERO, Duration.ZERO, 10));
    }
  }

  @Test
  void tablesThatWereMadeByHandAreNotMigrated() throws Exception {
    try (HikariDataSource pool = PostgresServer.pool(PostgresServer.NEW.createDatabase(), 2)) {
      for (String file :
          List.of("V1_0__sessions_and_connections.sql", "V1_1__connections_of_a_member.sql")) {
        apply(pool, sql("/patchbay-schema/postgresql/" + file));
      }
      String before = TableCopy.of(pool);

      assertThatThrownBy(() -> JdbcStores.on(pool)).isInstanceOf(TemporaryFailureException.class);

      assertThat(TableCopy.of(pool)).isEqualTo(before);
      StoresExample.unmigrated(pool);
    }
  }

  /** So that a new version can be taken back. */
  @Test
  void olderBinaryStartsOnTablesOfALaterMinorVersion() {
    TestDatabase database = TestDatabase.postgres(PostgresServer.NEW);
    database.execute(
        """
        INSERT INTO patchbay_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (99, '1.9', 'later', 'SQL', 'V1_9__later.sql', 'postgres', 1, TRUE)""");
    database.execute("UPDATE patchbay_schema SET minor = 9");

    assertThatCode(() -> JdbcStores.on(database.dataSource())).doesNotThrowAnyException();
  }

  private static void apply(HikariDataSource pool, String sql) throws SQLException {
    try (java.sql.Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void refreshTakesFiveShortTransactions() {
    TestDatabase database = TestDatabase.postgres(PostgresServer.NEW);
    HeldConnections watched = new HeldConnections(database.dataSource());
    int before;
    try (SandboxHost host = new SandboxHost()) {
      Integrations node = host.node(JdbcStores.on(watched));
      Connection connection = host.handOverGrant(node, ACME);
      host.expireAll(database);
      before = watched.taken();

      node.connections().credentials(ACME, connection.id());
    }
    // Only now, as the last one is for the listeners, when the caller has its credential.
    assertThat(watched.taken() - before).isEqualTo(5);
  }

  /** As a restored backup would: the row has a refresh token that was used since. */
  @Test
  void connectionOfAnOldBackupEndsAfterOneRequest() {
    TestDatabase database = TestDatabase.postgres(PostgresServer.NEW);
    try (SandboxHost host = new SandboxHost()) {
      Integrations node = host.node(database);
      Connection rotated = host.handOverGrant(node, ACME);
      Connection key = host.handOverKey(node, ACME, host.service.issueKey(Scopes.of("read")));
      database.execute("CREATE TABLE backup AS SELECT * FROM patchbay_token_set");
      host.expireAll(database);
      node.connections().credentials(ACME, rotated.id());
      database.execute("DELETE FROM patchbay_token_set");
      database.execute("INSERT INTO patchbay_token_set SELECT * FROM backup");
      host.expireAll(database);
      int before = host.service.count(Endpoint.TOKEN);

      for (int again = 0; again < 3; again++) {
        assertThatThrownBy(() -> node.connections().credentials(ACME, rotated.id()))
            .isInstanceOfSatisfying(
                ReconnectRequiredException.class,
                ended -> assertThat(ended.code()).isEqualTo(ErrorCode.GRANT_REVOKED));
      }

      assertThat(host.service.count(Endpoint.TOKEN) - before).isOne();
      assertThat(node.connections().get(ACME, rotated.id()).status())
          .isEqualTo(ConnectionStatus.NEEDS_REAUTH);
      assertThat(node.connections().credentials(ACME, key.id()).version()).isOne();
    }
  }

  @Test
  void fileOfH2IsBackedUpWhileItIsOpen() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("patchbay");
    Path zip = folder.resolve("backup.zip");
    Path script = folder.resolve("backup.sql");
    try (HikariDataSource pool = PostgresServer.pool(url, 2)) {
      TestDatabase database = new TestDatabase(pool);
      database.execute("BACKUP TO '" + zip + "'");
      database.execute("SCRIPT TO '" + script + "'");
    }
    assertThat(Files.size(zip)).isPositive();
    try (HikariDataSource restored =
        PostgresServer.pool("jdbc:h2:file:" + folder.resolve("restored"), 2)) {
      apply(restored, "RUNSCRIPT FROM '" + script + "'");
      JdbcStores.on(restored);
    }
  }
}
