package dev.patchbay.benchmarks.patchbayjdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.benchmarks.jdbc.Pool;
import dev.patchbay.spi.Stores;
import dev.patchbay.stores.jdbc.JdbcStores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Makes a database with our tables and so many rows. Prints its address on one line. */
public final class FilledDatabase {
  private FilledDatabase() {}

  /**
   * Makes it; one that was there before goes.
   *
   * @param args the address of the server's own database, and how many sessions and connections
   * @throws SQLException if the database does not do it
   * @throws IOException if the statements cannot be read
   */
  public static void main(String[] args) throws SQLException, IOException {
    int rows = Integer.parseInt(args[1]);
    String name = "rows_" + rows;
    execute(args[0], "DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name);
    String database = args[0].replace("/postgres?", "/" + name + "?");
    try (HikariDataSource pool = Pool.on(database)) {
      writeFirst(JdbcStores.on(pool), rows);
    }
    execute(database, statements().replace("{rows}", Integer.toString(rows)), "VACUUM ANALYZE");
    System.out.println(database);
  }

  /** As the stores write them; the others are copies. */
  private static void writeFirst(Stores stores, int rows) {
    Optional<?> session =
        stores.sessions().create(SampleRecords.session(0, rows), SampleRecords.FILLED_LIMITS);
    Optional<?> connection =
        stores.connections().write(SampleRecords.connection(0, rows)).connection();
    if (session.isEmpty() || connection.isEmpty()) {
      throw new IllegalStateException("The stores refused the first rows.");
    }
  }

  private static String statements() throws IOException {
    try (InputStream file = FilledDatabase.class.getResourceAsStream("fill.sql")) {
      if (file == null) {
        throw new IOException("no file fill.sql");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
