package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.error.MisconfiguredException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables come about once, whoever starts when, and are those of the golden files. */
class SchemaTest {

  enum Database {
    H2,
    OLD_POSTGRES,
    NEW_POSTGRES;

    HikariDataSource create() {
      return switch (this) {
        case H2 -> TestDatabase.h2Pool();
        case OLD_POSTGRES -> PostgresServer.pool(PostgresServer.OLD.createDatabase(), 8);
        case NEW_POSTGRES -> PostgresServer.pool(PostgresServer.NEW.createDatabase(), 8);
      };
    }

    String dialect() {
      return this == H2 ? "h2" : "postgresql";
    }
  }

  @ParameterizedTest
  @EnumSource
  void schemaIsThatOfTheGoldenFile(Database database) throws Exception {
    try (HikariDataSource empty = database.create()) {
      JdbcStores.on(empty);

      assertGolden(database, empty);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nodesThatStartAtOnceOnAnEmptyDatabaseAllStart(Database database) throws Exception {
    try (HikariDataSource empty = database.create()) {
      startAtOnce(empty, 8);

      assertGolden(database, empty);
      assertThat(count(empty, "SELECT COUNT(*) FROM patchbay_schema")).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nodesThatStartAtOnceOnThePreviousVersionAllStart(Database database) throws Exception {
    try (HikariDataSource previous = database.create()) {
      apply(previous, file(database, "V1_0__sessions_and_connections.sql"));
      assertThatThrownBy(() -> JdbcStores.builder(previous).withoutMigrations().build())
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageContaining("1.0")
          .hasMessageContaining("1.1");
      noteAsApplied(previous);

      startAtOnce(previous, 8);

      assertGolden(database, previous);
    }
  }

  /** As a node of the version before would have left it. */
  private static void noteAsApplied(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .table("patchbay_schema_history")
        .locations(new String[0])
        .baselineVersion("1.0")
        .load()
        .baseline();
  }

  @ParameterizedTest
  @EnumSource
  void operatorCanApplyTheSameFiles(Database database) throws Exception {
    try (HikariDataSource prepared = database.create()) {
      assertThatThrownBy(() -> JdbcStores.builder(prepared).withoutMigrations().build())
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageContaining("there are none");
      apply(prepared, file(database, "V1_0__sessions_and_connections.sql"));
      apply(prepared, file(database, "V1_1__connections_of_a_member.sql"));

      JdbcStores.builder(prepared).withoutMigrations().build();

      assertGolden(database, prepared);
    }
  }

  @ParameterizedTest
  @EnumSource
  void laterMajorVersionIsRefusedAndALaterMinorOneIsNot(Database database) throws Exception {
    try (HikariDataSource later = database.create()) {
      JdbcStores.on(later);
      apply(later, "UPDATE patchbay_schema SET minor = 9");
      JdbcStores.on(later);
      apply(later, "UPDATE patchbay_schema SET major = 2, minor = 0");

      assertThatThrownBy(() -> JdbcStores.on(later))
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageContaining("version 2.0")
          .hasMessageContaining("up to 1.1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tablesOfTheHostAreNoReasonToRefuse(Database database) throws Exception {
    try (HikariDataSource used = database.create()) {
      apply(used, "CREATE TABLE connection_of_host (id INTEGER)");

      JdbcStores.on(used);

      assertThat(count(used, "SELECT COUNT(*) FROM connection_of_host")).isZero();
    }
  }

  private static void startAtOnce(DataSource dataSource, int nodes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      List<Future<?>> starting = new ArrayList<>();
      for (int node = 0; node < nodes; node++) {
        starting.add(threads.submit(() -> JdbcStores.on(dataSource)));
      }
      for (Future<?> started : starting) {
        started.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertGolden(Database database, DataSource dataSource) throws Exception {
    String name = database.dialect() + "-schema.txt";
    try (InputStream golden = SchemaTest.class.getResourceAsStream(name)) {
      String expected =
          golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(catalogue(database, dataSource)).as(name).isEqualTo(expected);
    }
  }

  private static String catalogue(Database database, DataSource dataSource) throws SQLException {
    String columns =
        """
        SELECT LOWER(table_name) || ' ' || LOWER(column_name) || ' ' || LOWER(data_type) || ' '
          || is_nullable AS line
        FROM information_schema.columns
        WHERE LOWER(table_name) LIKE 'patchbay_%'
          AND LOWER(table_name) <> 'patchbay_schema_history' ORDER BY line""";
    String postgresIndexes =
        """
        SELECT indexdef AS line FROM pg_indexes
        WHERE tablename LIKE 'patchbay_%' AND tablename <> 'patchbay_schema_history'
        ORDER BY line""";
    String h2Indexes =
        """
        SELECT LOWER(i.table_name) || ' ' || LOWER(i.index_type_name) || ' '
          || LISTAGG(LOWER(c.column_name), ', ') WITHIN GROUP (ORDER BY c.ordinal_position) AS line
        FROM information_schema.indexes i JOIN information_schema.index_columns c
          ON c.index_name = i.index_name AND c.index_schema = i.index_schema
        WHERE LOWER(i.table_name) LIKE 'patchbay_%'
          AND LOWER(i.table_name) <> 'patchbay_schema_history'
        GROUP BY i.table_name, i.index_type_name, i.index_name ORDER BY line""";
    List<String> lines = lines(dataSource, columns);
    lines.addAll(lines(dataSource, database == Database.H2 ? h2Indexes : postgresIndexes));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> lines(DataSource dataSource, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.add(rows.getString("line"));
      }
    }
    return lines;
  }

  private static long count(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void apply(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String file(Database database, String name) throws IOException {
    String path = "/patchbay-schema/" + database.dialect() + "/" + name;
    try (InputStream file = SchemaTest.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IOException("no file " + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
