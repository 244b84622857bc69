package dev.patchbay.stores.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a step does on the connection that it was lent. Not thread-safe. */
final class Work {
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(3);

  private final Connection connection;
  private final Dialect dialect;
  private final List<Query> waiting = new ArrayList<>();
  private boolean undone;

  Work(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * A node that freezes in a transaction must not keep its locks from the others. Goes before the
   * next statement, so that it holds before that one locks anything.
   */
  void endIfIdleFor(Duration limit) throws SQLException {
    Optional<String> sql = dialect.idleLimit(limit);
    if (sql.isPresent()) {
      query(sql.get()).updateWithNext();
    }
  }

  Query query(String sql) {
    return query(sql, STATEMENT_LIMIT);
  }

  Query query(String sql, Duration limit) {
    return new Query(this, dialect.timed(sql), limit);
  }

  /** A change that hands back the rows as it left them. */
  Query returning(String change, String columns) {
    return query(dialect.returning(change, columns));
  }

  /** An insert that changes no row where one is in its way. */
  Query insertUnlessThere(String insert) {
    return query(dialect.insertUnlessThere(insert)).unlessThere();
  }

  /** {@return the time of the database} */
  Instant now() throws SQLException {
    return query("SELECT {now} AS read_at").list(row -> row.time("read_at")).get(0);
  }

  /** Runs a statement after those that waited for it. */
  <T> T run(Query query, Result<T> result) throws SQLException {
    List<Query> trip = new ArrayList<>(waiting);
    trip.add(query);
    waiting.clear();
    String sql = trip.stream().map(Query::sql).collect(Collectors.joining(";\n"));
    try (PreparedStatement statement = prepared(sql, query.limit())) {
      int bound = 0;
      for (Query each : trip) {
        bound = each.bind(statement, bound);
      }
      statement.execute();
      for (Query each : trip.subList(0, trip.size() - 1)) {
        each.passResult(statement);
      }
      return result.of(statement);
    }
  }

  private PreparedStatement prepared(String sql, Duration limit) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout((int) limit.toSeconds());
    return statement;
  }

  void runWithNext(Query change) throws SQLException {
    if (dialect.takesSeveral()) {
      waiting.add(change);
    } else {
      change.update();
    }
  }

  void runBatch(Query change) throws SQLException {
    runWaiting();
    try (PreparedStatement statement = prepared(change.sql(), change.limit())) {
      change.bindBatch(statement);
      statement.executeBatch();
    }
  }

  /** Runs what waits for a statement that does not come. */
  void runWaiting() throws SQLException {
    if (!waiting.isEmpty()) {
      waiting.remove(waiting.size() - 1).update();
    }
  }

  /** Nothing of what was done is kept. */
  void undo() {
    undone = true;
  }

  boolean isUndone() {
    return undone;
  }

  /** Takes what a statement did. */
  @FunctionalInterface
  interface Result<T> {
    T of(PreparedStatement statement) throws SQLException;
  }
}
