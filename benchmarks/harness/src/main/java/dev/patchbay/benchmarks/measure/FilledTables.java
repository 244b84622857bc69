package dev.patchbay.benchmarks.measure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings the tables back to what they were filled with, outside of what is timed. Not thread-safe.
 */
final class FilledTables implements AutoCloseable {
  private static final String MAKE_PENDING =
      """
      UPDATE patchbay_session
      SET phase = 'WAITING', phase_at = expires_at, claimed_at = NULL,
        verifier = coalesce(verifier, convert_to(repeat('v', 43), 'UTF8'))
      WHERE phase = 'EXCHANGING'""";

  /** Those that were filled in live for a year. */
  private static final String FORGET_CREATED =
      """
      DELETE FROM patchbay_session
      WHERE phase = 'WAITING' AND phase_at < now() + INTERVAL '1 day'""";

  private static final String COUNT =
      """
      UPDATE patchbay_session_count c
      SET waiting = f.found
      FROM (SELECT coalesce(workspace_id, '') AS workspace_id, count(*) AS found
            FROM patchbay_session GROUP BY ROLLUP (workspace_id)) f
      WHERE f.workspace_id = c.workspace_id AND c.waiting <> f.found""";

  private static final String FORGET_ATTEMPTS = "DELETE FROM patchbay_attempt WHERE number > 1";

  private static final String FORGET_REFRESHES =
      "UPDATE patchbay_connection SET revision = 1, attempts = 1 WHERE revision > 1";

  private static final String FORGET_VERSIONS =
      "UPDATE patchbay_token_set SET version = 1, lease_until = NULL WHERE version > 1";

  private static final String CLEAN_UP =
      """
      VACUUM ANALYZE patchbay_session, patchbay_session_count, patchbay_connection,
        patchbay_token_set, patchbay_attempt""";

  private final Connection connection;
  private final PreparedStatement makePending;

  private FilledTables(Connection connection, PreparedStatement makePending) {
    this.connection = connection;
    this.makePending = makePending;
  }

  static FilledTables open(String jdbcUrl) throws SQLException {
    Connection connection = DriverManager.getConnection(jdbcUrl);
    return new FilledTables(connection, connection.prepareStatement(MAKE_PENDING));
  }

  /** {@return how many connections there are, and as many sessions} */
  int rows() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT count(*) FROM patchbay_connection")) {
      found.next();
      return found.getInt(1);
    }
  }

  /** Makes claimed sessions pending. */
  void makePending() throws SQLException {
    makePending.executeUpdate();
  }

  /** Leaves neither new sessions nor dead rows; what refreshes did stays. */
  void cleanUp() throws SQLException {
    execute(MAKE_PENDING, FORGET_CREATED, CLEAN_UP);
  }

  /** Leaves nothing of what was done. */
  void restore() throws SQLException {
    execute(MAKE_PENDING, FORGET_CREATED, COUNT);
    execute(FORGET_ATTEMPTS, FORGET_REFRESHES, FORGET_VERSIONS, CLEAN_UP);
  }

  private void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
