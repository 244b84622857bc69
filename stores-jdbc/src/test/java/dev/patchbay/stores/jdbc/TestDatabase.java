package dev.patchbay.stores.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** A database with our tables, of which tests know more than the stores' users do. */
public final class TestDatabase implements Stores {
  /** Each after those that refer to it. */
  static final List<String> TABLES =
      List.of(
          "patchbay_attempt",
          "patchbay_token_set",
          "patchbay_connection",
          "patchbay_session",
          "patchbay_session_count",
          "patchbay_key_check");

  private static final Map<String, List<String>> TIMES =
      Map.of(
          "patchbay_attempt", List.of("made_at"),
          "patchbay_token_set",
              List.of(
                  "written_at",
                  "expires_at",
                  "refresh_expires_at",
                  "due_at",
                  "refresh_at",
                  "lease_until",
                  "retry_at"),
          "patchbay_connection", List.of("created_at", "updated_at", "deleted_at", "erase_from"),
          "patchbay_session",
              List.of(
                  "phase_at", "created_at", "expires_at", "claimed_at", "ended_at", "grant_at"));

  private final DataSource dataSource;
  private final Stores stores;

  public TestDatabase(DataSource dataSource) {
    this.dataSource = dataSource;
    this.stores = JdbcStores.on(dataSource);
  }

  static TestDatabase h2() {
    return new TestDatabase(h2Pool());
  }

  static HikariDataSource h2Pool() {
    return PostgresServer.pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", 16);
  }

  static TestDatabase postgres(PostgresServer server) {
    return new TestDatabase(PostgresServer.pool(server.createDatabase(), 16));
  }

  public DataSource dataSource() {
    return dataSource;
  }

  TestDatabase emptied() {
    TABLES.forEach(table -> execute("DELETE FROM " + table));
    return this;
  }

  /** Moves every stored time back. */
  public void passTime(Duration duration) {
    TIMES.forEach(
        (table, columns) -> {
          List<String> moves =
              columns.stream()
                  .map(
                      it -> "%1$s = %1$s - INTERVAL '%2$d' SECOND".formatted(it, seconds(duration)))
                  .toList();
          execute("UPDATE " + table + " SET " + String.join(", ", moves));
        });
  }

  private static long seconds(Duration duration) {
    if (duration.toNanosPart() != 0) {
      throw new IllegalArgumentException("whole seconds pass, not " + duration);
    }
    return duration.toSeconds();
  }

  public void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  @Override
  public SessionStore sessions() {
    return stores.sessions();
  }

  @Override
  public ConnectionStore connections() {
    return stores.connections();
  }

  @Override
  public SealedStore sealed() {
    return stores.sealed();
  }

  @Override
  public boolean isDurable() {
    return stores.isDurable();
  }
}
