package dev.patchbay.stores.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * Runs steps, each on a connection of its own that goes back at once. Thread-safe. A step that the
 * database gave up for the sake of another is begun anew, so it must do nothing but work on the
 * database.
 */
final class Transactions {
  private static final int ATTEMPTS = 6;
  private static final Duration NETWORK_LIMIT = Duration.ofSeconds(4);

  /** Less than a statement waits for a lock. */
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(2);

  private static final Executor HERE = Runnable::run;

  private final DataSource dataSource;
  private final Dialect dialect;
  private final Habit habit;
  private final OwnThreads ownThreads;

  private Transactions(DataSource dataSource, Dialect dialect, Habit habit, OwnThreads ownThreads) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.habit = habit;
    this.ownThreads = ownThreads;
  }

  static Transactions on(DataSource dataSource) {
    String attempted = "Finding out what database it is";
    OwnThreads ownThreads = new OwnThreads();
    try {
      return ownThreads.call(
          () -> {
            try (Connection connection = connect(dataSource, attempted)) {
              Habit habit = connection.getAutoCommit() ? Habit.COMMITS : Habit.WAITS;
              return new Transactions(dataSource, Dialect.of(connection), habit, ownThreads);
            }
          });
    } catch (SQLException failure) {
      throw SqlFailures.unavailable(attempted, failure);
    }
  }

  /** Foreign code: what it throws is told by its class alone. */
  private static Connection connect(DataSource dataSource, String attempted) throws SQLException {
    try {
      return dataSource.getConnection();
    } catch (RuntimeException failure) {
      throw SqlFailures.unavailable(
          attempted, "got no connection (" + failure.getClass().getName() + ")");
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /** Runs a step of one statement, which is a transaction by itself. */
  <T> T alone(String attempted, Step<T> step) {
    return retry(
        attempted,
        connection -> {
          connection.setAutoCommit(true);
          Work work = new Work(connection, dialect);
          T result = step.run(work);
          work.runWaiting();
          return result;
        });
  }

  /** Runs a step whose statements are one transaction. */
  <T> T together(String attempted, Step<T> step) {
    return retry(attempted, connection -> inTransaction(connection, step));
  }

  private <T> T inTransaction(Connection connection, Step<T> step) throws SQLException {
    connection.setAutoCommit(false);
    boolean committed = false;
    try {
      Work work = new Work(connection, dialect);
      work.endIfIdleFor(IDLE_LIMIT);
      T result = step.run(work);
      if (!work.isUndone()) {
        work.runWaiting();
        connection.commit();
        committed = true;
      }
      return result;
    } finally {
      if (!committed) {
        rollBack(connection);
      }
    }
  }

  /** A connection that cannot even roll back is broken, and its transaction with it. */
  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException alreadyBroken) {
      // What was thrown before says more.
    }
  }

  private <T> T retry(String attempted, OnConnection<T> use) {
    for (int attempt = 1; ; attempt++) {
      try {
        return lend(attempted, NETWORK_LIMIT, use);
      } catch (SQLException failure) {
        if (attempt == ATTEMPTS || !SqlFailures.isPassing(failure)) {
          throw SqlFailures.unavailable(attempted, failure);
        }
      }
    }
  }

  /**
   * Lends a connection for one use, and leaves it as it was found. It is never one on which the
   * host has begun a transaction: what is saved must not go when that is rolled back, and that must
   * not end when we commit. A data source that is bound to such transactions gives another
   * connection to another thread.
   */
  <T> T lend(String attempted, Duration limit, OnConnection<T> use) throws SQLException {
    if (habit == Habit.COMMITS) {
      try (Connection connection = connect(dataSource, attempted)) {
        if (connection.getAutoCommit()) {
          return use(connection, limit, use);
        }
      }
    }
    return ownThreads.call(() -> lendThere(attempted, limit, use));
  }

  private <T> T lendThere(String attempted, Duration limit, OnConnection<T> use)
      throws SQLException {
    try (Connection connection = connect(dataSource, attempted)) {
      if (habit == Habit.COMMITS && !connection.getAutoCommit()) {
        throw SqlFailures.unavailable(
            attempted,
            "got a connection on which somebody has begun a transaction, on a thread of its own"
                + " too; give the stores a data source that hands each connection to one user");
      }
      return use(connection, limit, use);
    }
  }

  private static <T> T use(Connection connection, Duration limit, OnConnection<T> use)
      throws SQLException {
    Found found =
        new Found(connection.getAutoCommit(), limitNetwork(connection, (int) limit.toMillis()));
    try {
      return use.run(connection);
    } finally {
      restore(connection, found);
    }
  }

  /** A statement's own limit does not hold where the network swallows everything. */
  private static int limitNetwork(Connection connection, int limit) throws SQLException {
    try {
      int before = connection.getNetworkTimeout();
      if (before == 0 || before > limit) {
        connection.setNetworkTimeout(HERE, limit);
      }
      return before;
    } catch (SQLFeatureNotSupportedException withoutNetwork) {
      return 0;
    }
  }

  private static void restore(Connection connection, Found found) {
    try {
      connection.setAutoCommit(found.autoCommit());
      if (connection.getNetworkTimeout() != found.networkLimit()) {
        connection.setNetworkTimeout(HERE, found.networkLimit());
      }
    } catch (SQLException broken) {
      // Its pool finds out.
    }
  }

  /** How the connections of the data source come, where nobody has begun a transaction. */
  private enum Habit {
    COMMITS,
    /** So that a transaction that was begun cannot be told from none. */
    WAITS
  }

  /** How a connection came. */
  private record Found(boolean autoCommit, int networkLimit) {}

  /** Does its work, as often as it takes. */
  @FunctionalInterface
  interface Step<T> {
    T run(Work work) throws SQLException;
  }

  /** Uses a connection. */
  @FunctionalInterface
  interface OnConnection<T> {
    T run(Connection connection) throws SQLException;
  }
}
