package dev.patchbay.stores.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables up to date, by Flyway, on one connection.
 *
 * <p>On PostgreSQL everything is one transaction under a lock that ends with it: of many nodes one
 * migrates and the others wait, a node that dies leaves nothing behind, and the connection keeps no
 * state of its own. H2 commits at every statement that makes something; it serves one JVM, in which
 * one migrates at a time.
 */
final class Migrations {
  private static final String ATTEMPTED = "Bringing the tables up to date";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(20);

  /** Any number that nobody else locks. */
  private static final long LOCK = 0x7061746368626179L;

  private static final Object ONE_AT_A_TIME = new Object();

  private final Transactions transactions;

  Migrations(Transactions transactions) {
    this.transactions = transactions;
  }

  void run() {
    try {
      transactions.lend(
          ATTEMPTED,
          LIMIT.plusSeconds(1),
          connection ->
              switch (transactions.dialect()) {
                case POSTGRESQL -> inOneTransaction(connection);
                case H2 -> oneAtATime(connection);
              });
    } catch (SQLException failure) {
      throw SqlFailures.unavailable(ATTEMPTED, failure);
    } catch (FlywayException failure) {
      // Its message repeats the statement, and what the database says.
      throw SqlFailures.unavailable(ATTEMPTED, "failed with " + failure.getErrorCode());
    }
  }

  /** Reads what is there only once the lock is had, whatever isolation is the default. */
  private boolean inOneTransaction(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    boolean committed = false;
    try {
      Work work = new Work(connection, transactions.dialect());
      work.query("SET TRANSACTION ISOLATION LEVEL READ COMMITTED").update();
      work.endIfIdleFor(IDLE_LIMIT);
      work.query("SELECT pg_advisory_xact_lock(?)", LIMIT).number(LOCK).list(row -> true);
      migrate(BorrowedConnection.inTransaction(connection));
      connection.commit();
      committed = true;
      return true;
    } finally {
      if (!committed) {
        connection.rollback();
      }
    }
  }

  private boolean oneAtATime(Connection connection) {
    synchronized (ONE_AT_A_TIME) {
      migrate(BorrowedConnection.of(connection));
      return true;
    }
  }

  /** The schema may hold what is the host's; that is no reason to refuse. */
  private void migrate(BorrowedConnection connection) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(connection)
        .table("patchbay_schema_history")
        .locations(new String[0])
        .resourceProvider(new SchemaFiles(transactions.dialect()))
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
