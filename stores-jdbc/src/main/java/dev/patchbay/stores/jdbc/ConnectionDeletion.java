package dev.patchbay.stores.jdbc;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ListedConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The steps by which connections go. Their rows stay, empty, so that their ids never come back. */
final class ConnectionDeletion {

  private ConnectionDeletion() {}

  static Optional<ConnectionRecord> begin(
      Work work, WorkspaceId workspaceId, ConnectionId connectionId) throws SQLException {
    if (ConnectionTable.lock(work, workspaceId, connectionId).isEmpty()) {
      return Optional.empty();
    }
    Optional<ConnectionRecord> last = ConnectionTable.find(work, workspaceId, connectionId);
    String sql =
        """
        UPDATE patchbay_connection
        SET deleted_at = {now}, erase_from = {now}, account_hash = NULL, fingerprint = NULL,
          sibling_account = NULL, sibling_client = NULL
        WHERE workspace_id = ? AND id = ? AND deleted_at IS NULL""";
    work.query(sql).text(workspaceId.value()).text(connectionId.value()).update();
    TokenSetTable.stopRefreshes(work, workspaceId, List.of(connectionId));
    AttemptTable.delete(work, workspaceId, List.of(connectionId));
    return last.map(record -> record.toBuilder().readAt(null).build());
  }

  static void erase(Work work, WorkspaceId workspaceId, ConnectionId connectionId)
      throws SQLException {
    String sql =
        """
        SELECT id FROM patchbay_connection
        WHERE workspace_id = ? AND id = ? AND erase_from IS NOT NULL FOR UPDATE""";
    List<ConnectionId> begun =
        work.query(sql)
            .text(workspaceId.value())
            .text(connectionId.value())
            .list(row -> ConnectionId.of(row.text("id")));
    erase(work, workspaceId, begun);
  }

  /** {@return how many were erased} */
  static int eraseAbandoned(Work work, Duration age, int batch) throws SQLException {
    String sql =
        """
        SELECT id, workspace_id FROM patchbay_connection
        WHERE erase_from <= {earlier}
        ORDER BY erase_from, id LIMIT ? {for update of the free}""";
    List<Begun> abandoned = work.query(sql).span(age).number(batch).list(Begun::read);
    for (Begun deletion : abandoned) {
      erase(work, deletion.workspaceId(), List.of(deletion.connectionId()));
    }
    return abandoned.size();
  }

  /** Also ends the deletions that have begun, of which it does not tell. */
  static List<ListedConnection> purge(Work work, WorkspaceId workspaceId, int batch)
      throws SQLException {
    String live =
        """
        SELECT id FROM patchbay_connection
        WHERE workspace_id = ? AND deleted_at IS NULL
        ORDER BY created_at, id LIMIT ? FOR UPDATE""";
    List<String> ids =
        work.query(live).text(workspaceId.value()).number(batch).list(row -> row.text("id"));
    List<ListedConnection> purged = ConnectionTable.list(work, workspaceId, ids);
    String begun =
        """
        SELECT id FROM patchbay_connection
        WHERE workspace_id = ? AND erase_from IS NOT NULL FOR UPDATE""";
    List<ConnectionId> erased =
        new ArrayList<>(
            work.query(begun)
                .text(workspaceId.value())
                .list(row -> ConnectionId.of(row.text("id"))));
    ids.stream().map(ConnectionId::of).forEach(erased::add);
    erase(work, workspaceId, erased);
    return purged;
  }

  /** Of connections that the transaction has locked. */
  private static void erase(Work work, WorkspaceId workspaceId, Collection<ConnectionId> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE patchbay_connection
        SET deleted_at = COALESCE(deleted_at, {now}), erase_from = NULL,
          account_hash = NULL, fingerprint = NULL, sibling_account = NULL, sibling_client = NULL,
          member_id = NULL, client_id = NULL, status_cause = NULL, status_reason = NULL,
          details = '{}', sealed_account = NULL, sealed_account_key = NULL,
          sealed_account_version = NULL
        WHERE workspace_id = ? AND id = ANY(?)""";
    work.query(sql)
        .text(workspaceId.value())
        .texts(ids.stream().map(ConnectionId::value).toList())
        .update();
    TokenSetTable.delete(work, workspaceId, ids);
    AttemptTable.delete(work, workspaceId, ids);
  }

  private record Begun(WorkspaceId workspaceId, ConnectionId connectionId) {

    private static Begun read(Row row) throws SQLException {
      return new Begun(WorkspaceId.of(row.text("workspace_id")), ConnectionId.of(row.text("id")));
    }
  }
}
