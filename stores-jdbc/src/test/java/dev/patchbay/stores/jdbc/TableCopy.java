package dev.patchbay.stores.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** All that a database holds, as its own means of a backup write it. */
final class TableCopy {

  private TableCopy() {}

  /** By {@code SCRIPT} of H2, or {@code COPY} of PostgreSQL, of every table, ours or not. */
  static String of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getDatabaseProductName().equals("H2")
          ? String.join("\n", texts(connection, "SCRIPT NOPASSWORDS"))
          : ofPostgres(connection);
    } catch (SQLException | IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String ofPostgres(Connection connection) throws SQLException, IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    String tables =
        """
        SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1""";
    for (String table : texts(connection, tables)) {
      copy.write((table + "\n").getBytes(StandardCharsets.UTF_8));
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY " + table + " TO STDOUT", copy);
    }
    return copy.toString(StandardCharsets.UTF_8);
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
