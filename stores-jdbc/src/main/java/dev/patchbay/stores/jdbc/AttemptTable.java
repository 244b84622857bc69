package dev.patchbay.stores.jdbc;

import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The statements on the histories of connections. Whoever adds has locked the connection. */
final class AttemptTable {

  private AttemptTable() {}

  /** Takes the slot of the one that is forgotten for it. */
  static void add(Work work, Place place, ConnectionAttempt attempt) throws SQLException {
    String insert =
        """
        INSERT INTO patchbay_attempt
          (number, made_at, details, workspace_id, connection_id, slot)
        VALUES (?, ?, ?, ?, ?, ?)""";
    String replace =
        """
        UPDATE patchbay_attempt SET number = ?, made_at = ?, details = ?
        WHERE workspace_id = ? AND connection_id = ? AND slot = ?""";
    work.query(place.number() <= ConnectionStore.HISTORY ? insert : replace)
        .number(place.number())
        .time(place.now())
        .text(details(attempt))
        .text(place.workspaceId().value())
        .text(place.connectionId().value())
        .number(place.number() % ConnectionStore.HISTORY)
        .updateWithNext();
  }

  private static String details(ConnectionAttempt attempt) {
    return Details.empty()
        .put("outcome", attempt.outcome().name())
        .put("tokenSet", attempt.tokenSet())
        .put("code", attempt.code())
        .putNumber("httpStatus", attempt.httpStatus())
        .put("serviceError", attempt.serviceError())
        .put("serviceDescription", attempt.serviceDescription())
        .json();
  }

  static List<ConnectionAttempt> newestFirst(
      Work work, WorkspaceId workspaceId, ConnectionId connectionId) throws SQLException {
    String sql =
        """
        SELECT a.made_at, a.details
        FROM patchbay_attempt a JOIN patchbay_connection c ON c.id = a.connection_id
        WHERE a.workspace_id = ? AND a.connection_id = ? AND c.deleted_at IS NULL
        ORDER BY a.number DESC""";
    return work.query(sql)
        .text(workspaceId.value())
        .text(connectionId.value())
        .list(AttemptTable::read);
  }

  private static ConnectionAttempt read(Row row) throws SQLException {
    Details details = Details.parse(row.text("details"));
    return ConnectionAttempt.builder(Row.constantOf(AttemptOutcome.class, details.text("outcome")))
        .at(row.time("made_at"))
        .tokenSet(details.textOrNull("tokenSet"))
        .code(details.textOrNull("code"))
        .httpStatus(details.numberOrNull("httpStatus"))
        .serviceError(details.textOrNull("serviceError"))
        .serviceDescription(details.textOrNull("serviceDescription"))
        .build();
  }

  static void delete(Work work, WorkspaceId workspaceId, Collection<ConnectionId> ids)
      throws SQLException {
    work.query("DELETE FROM patchbay_attempt WHERE workspace_id = ? AND connection_id = ANY(?)")
        .text(workspaceId.value())
        .texts(ids.stream().map(ConnectionId::value).toList())
        .updateWithNext();
  }

  /** Which attempt of which connection it is, counted from 1, and when it was made. */
  record Place(WorkspaceId workspaceId, ConnectionId connectionId, long number, Instant now) {}
}
