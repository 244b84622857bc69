package dev.patchbay.stores.jdbc;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * All that differs between the databases. A statement writes {@code {now}} for the time, {@code
 * {later}} and {@code {earlier}} for the time so many microseconds after or before, which it binds,
 * and {@code {for update of the free}} to leave out rows that others have locked.
 */
enum Dialect {
  /** Its time is asked for once per statement, so that an index can be searched by it. */
  POSTGRESQL(
      "(SELECT clock_timestamp())",
      "(SELECT clock_timestamp() + ? * INTERVAL '1 microsecond')",
      "(SELECT clock_timestamp() - ? * INTERVAL '1 microsecond')",
      "FOR UPDATE SKIP LOCKED") {
    @Override
    String returning(String change, String columns) {
      return change + "\nRETURNING " + columns;
    }

    @Override
    String insertUnlessThere(String insert) {
      return insert + "\nON CONFLICT DO NOTHING";
    }

    /** For the transaction only, so that a pooler may give the next one another session. */
    @Override
    Optional<String> idleLimit(Duration limit) {
      return Optional.of("SET LOCAL idle_in_transaction_session_timeout = " + limit.toMillis());
    }

    @Override
    boolean takesSeveral() {
      return true;
    }
  },

  /** Leaving out locked rows, it would count them for a limit; so whoever comes second waits. */
  H2(
      "CURRENT_TIMESTAMP(6)",
      "DATEADD(MICROSECOND, ?, CURRENT_TIMESTAMP(6))",
      "DATEADD(MICROSECOND, -CAST(? AS BIGINT), CURRENT_TIMESTAMP(6))",
      "FOR UPDATE") {
    @Override
    String returning(String change, String columns) {
      return "SELECT " + columns + " FROM FINAL TABLE (" + change + ")";
    }

    /** Fails where the other does nothing, and leaves the transaction as it was. */
    @Override
    String insertUnlessThere(String insert) {
      return insert;
    }

    @Override
    Optional<String> idleLimit(Duration limit) {
      return Optional.empty();
    }

    @Override
    boolean takesSeveral() {
      return false;
    }
  };

  private final String now;
  private final String later;
  private final String earlier;
  private final String ofTheFree;

  Dialect(String now, String later, String earlier, String ofTheFree) {
    this.now = now;
    this.later = later;
    this.earlier = earlier;
    this.ofTheFree = ofTheFree;
  }

  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" -> POSTGRESQL;
      case "H2" -> H2;
      default ->
          throw new MisconfiguredException(
              ErrorDetail.builder(
                      ErrorCode.INVALID_CONFIGURATION,
                      "Stores were to be opened in a database, but it is \"%s\"; use PostgreSQL or H2."
                          .formatted(product))
                  .build());
    };
  }

  /** {@return the statement as this database takes it} */
  String timed(String statement) {
    return statement
        .replace("{now}", now)
        .replace("{later}", later)
        .replace("{earlier}", earlier)
        .replace("{for update of the free}", ofTheFree);
  }

  /** {@return the statement such that it hands back the rows as it left them} */
  abstract String returning(String change, String columns);

  /** {@return the insert such that it does nothing where a row is in its way} */
  abstract String insertUnlessThere(String insert);

  /** {@return what makes the server end a transaction whose client does nothing for so long} */
  abstract Optional<String> idleLimit(Duration limit);

  /** {@return whether one round trip can carry several statements, a semicolon between them} */
  abstract boolean takesSeveral();
}
