package dev.patchbay.stores.jdbc;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import java.sql.SQLException;
import java.util.Set;

/** What failures of the database mean. Their messages may hold values, so none is handed on. */
final class SqlFailures {
  private static final String UNIQUE_VIOLATION = "23505";
  // Serialisation failure, deadlock; of H2: a lock that was not to be had, a change at once.
  private static final Set<String> PASSING = Set.of("40001", "40P01", "HYT00", "90131");

  private SqlFailures() {}

  static boolean isInTheWay(SQLException failure) {
    return UNIQUE_VIOLATION.equals(failure.getSQLState());
  }

  /** Says whether the transaction was rolled back for the sake of another, and may succeed now. */
  static boolean isPassing(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && PASSING.contains(state);
  }

  static TemporaryFailureException unavailable(String attempted, SQLException failure) {
    String found =
        "failed with SQL state %s, error %d"
            .formatted(failure.getSQLState(), failure.getErrorCode());
    return unavailable(attempted, found);
  }

  static TemporaryFailureException unavailable(String attempted, String found) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.STORE_UNAVAILABLE,
                "%s was attempted in the database, but it %s; try again, and see that the database is there."
                    .formatted(attempted, found))
            .build());
  }
}
