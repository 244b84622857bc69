package dev.patchbay.stores.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What a step does on the connection that it was lent. Not thread-safe. */
final class Work {
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(3);

  private final Connection connection;
  private final Dialect dialect;
  private boolean undone;

  Work(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** A node that freezes in a transaction must not keep its locks from the others. */
  void endIfIdleFor(Duration limit) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      String sql = "SET LOCAL idle_in_transaction_session_timeout = " + limit.toMillis();
      query(sql).update();
    }
  }

  Query query(String sql) throws SQLException {
    return query(sql, STATEMENT_LIMIT);
  }

  Query query(String sql, Duration limit) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(dialect.timed(sql));
    statement.setQueryTimeout((int) limit.toSeconds());
    return new Query(statement);
  }

  /** A change that hands back the rows as it left them. */
  Query returning(String change, String columns) throws SQLException {
    return query(dialect.returning(change, columns));
  }

  /** An insert that changes no row where one is in its way; to be run by {@link #inserted}. */
  Query insertUnlessThere(String insert) throws SQLException {
    return query(dialect.insertUnlessThere(insert));
  }

  static boolean inserted(Query insertUnlessThere) throws SQLException {
    try {
      return insertUnlessThere.update() == 1;
    } catch (SQLException failure) {
      if (SqlFailures.isInTheWay(failure)) {
        return false;
      }
      throw failure;
    }
  }

  /** {@return the time of the database} */
  Instant now() throws SQLException {
    return query("SELECT {now} AS read_at").list(row -> row.time("read_at")).get(0);
  }

  /** Nothing of what was done is kept. */
  void undo() {
    undone = true;
  }

  boolean isUndone() {
    return undone;
  }
}
