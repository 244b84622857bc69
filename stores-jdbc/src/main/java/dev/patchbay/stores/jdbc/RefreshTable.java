package dev.patchbay.stores.jdbc;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What refreshes and remarks change of a connection itself. Each statement locks the connection,
 * counts the attempt, and is empty if the connection is gone.
 */
final class RefreshTable {
  private static final String ATTEMPT = "attempts, {now} AS read_at";

  private RefreshTable() {}

  static Optional<AttemptTable.Place> replaced(Work work, TokenSetKey key) throws SQLException {
    String sql =
        """
        UPDATE patchbay_connection
        SET revision = revision + 1, attempts = attempts + 1, updated_at = {now},
          status_cause = CASE WHEN status = 'NEEDS_REAUTH' THEN NULL ELSE status_cause END,
          status_reason = CASE WHEN status = 'NEEDS_REAUTH' THEN NULL ELSE status_reason END,
          status = CASE WHEN status = 'NEEDS_REAUTH' THEN 'ACTIVE' ELSE status END
        WHERE workspace_id = ? AND id = ? AND deleted_at IS NULL""";
    return run(work.returning(sql, "attempts, updated_at AS read_at"), key);
  }

  static Optional<AttemptTable.Place> failed(Work work, TokenSetKey key, RefreshFailure failure)
      throws SQLException {
    int attempts = failure.attempt().isPresent() ? 1 : 0;
    if (failure.status().isEmpty()) {
      return counted(work, key, attempts);
    }
    String sql =
        """
        UPDATE patchbay_connection
        SET revision = revision + 1, attempts = attempts + ?, updated_at = {now},
          status = ?, status_cause = ?, status_reason = ?
        WHERE workspace_id = ? AND id = ? AND deleted_at IS NULL""";
    Query update =
        work.returning(sql, ATTEMPT)
            .number(attempts)
            .text(failure.status().get().name())
            .text(failure.cause().orElse(null))
            .text(failure.reason().orElse(null));
    return run(update, key);
  }

  static Optional<AttemptTable.Place> noted(
      Work work, WorkspaceId workspaceId, ConnectionId connectionId) throws SQLException {
    return counted(work, new TokenSetKey(workspaceId, connectionId, ""), 1);
  }

  private static Optional<AttemptTable.Place> counted(Work work, TokenSetKey key, int attempts)
      throws SQLException {
    String sql =
        """
        UPDATE patchbay_connection SET attempts = attempts + ?
        WHERE workspace_id = ? AND id = ? AND deleted_at IS NULL""";
    return run(work.returning(sql, ATTEMPT).number(attempts), key);
  }

  private static Optional<AttemptTable.Place> run(Query update, TokenSetKey key)
      throws SQLException {
    return update
        .text(key.workspaceId().value())
        .text(key.connectionId().value())
        .first(
            row ->
                new AttemptTable.Place(
                    key.workspaceId(),
                    key.connectionId(),
                    row.number("attempts"),
                    row.time("read_at")));
  }
}
