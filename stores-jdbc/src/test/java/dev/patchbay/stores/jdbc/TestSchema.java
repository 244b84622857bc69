package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of one kind of database, compared with its golden file, and its SQL files. */
public enum TestSchema {
  H2(
      "h2",
      """
      SELECT LOWER(i.table_name) || ' ' || LOWER(i.index_type_name) || ' '
        || LISTAGG(LOWER(c.column_name), ', ') WITHIN GROUP (ORDER BY c.ordinal_position) AS line
      FROM information_schema.indexes i JOIN information_schema.index_columns c
        ON c.index_name = i.index_name AND c.index_schema = i.index_schema
      WHERE LOWER(i.table_name) LIKE 'patchbay_%'
        AND LOWER(i.table_name) <> 'patchbay_schema_history'
      GROUP BY i.table_name, i.index_type_name, i.index_name ORDER BY line"""),

  POSTGRES(
      "postgresql",
      """
      SELECT indexdef AS line FROM pg_indexes
      WHERE tablename LIKE 'patchbay_%' AND tablename <> 'patchbay_schema_history'
      ORDER BY line""");

  private static final String COLUMNS =
      """
      SELECT LOWER(table_name) || ' ' || LOWER(column_name) || ' ' || LOWER(data_type) || ' '
        || is_nullable AS line
      FROM information_schema.columns
      WHERE LOWER(table_name) LIKE 'patchbay_%'
        AND LOWER(table_name) <> 'patchbay_schema_history' ORDER BY line""";

  private final String dialect;
  private final String indexes;

  TestSchema(String dialect, String indexes) {
    this.dialect = dialect;
    this.indexes = indexes;
  }

  /** Fails unless all tables and indexes are those of the golden file. */
  public void assertGolden(DataSource dataSource) throws Exception {
    String name = dialect + "-schema.txt";
    try (InputStream golden = TestSchema.class.getResourceAsStream(name)) {
      String expected =
          golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = lines(dataSource, COLUMNS);
      lines.addAll(lines(dataSource, indexes));
      assertThat(String.join("\n", lines) + "\n").as(name).isEqualTo(expected);
    }
    assertThat(count(dataSource, "SELECT COUNT(*) FROM patchbay_schema")).isOne();
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

  public static long count(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static void apply(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes the tables of the version before, as an operator would have. */
  void applyPrevious(DataSource dataSource) throws Exception {
    apply(dataSource, file("V1_0__sessions_and_connections.sql"));
  }

  /** Leaves the database as a node of the version before would have, with so many connections. */
  public void createPrevious(DataSource dataSource, int connections) throws Exception {
    applyPrevious(dataSource);
    apply(
        dataSource,
        """
        INSERT INTO patchbay_connection (id, workspace_id, integration_type, credential_kind,
          status, created_at, updated_at, revision, attempts, details)
        SELECT 'conn_' || n, 'ws_1', 'github', 'OAUTH', 'ACTIVE', now(), now(), 1, 1, '{}'
        FROM generate_series(1, %d) n"""
            .formatted(connections));
    noteAsApplied(dataSource);
  }

  static void noteAsApplied(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .table("patchbay_schema_history")
        .locations(new String[0])
        .baselineVersion("1.0")
        .load()
        .baseline();
  }

  String file(String name) throws IOException {
    String path = "/patchbay-schema/" + dialect + "/" + name;
    try (InputStream file = TestSchema.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IOException("no file " + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
