package dev.patchbay.stores.jdbc;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SessionRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The statements that move sessions on by time alone, over all workspaces. Several nodes may sweep
 * at once: each takes what the others leave.
 */
final class SessionSweep {
  private static final String ABANDONED =
      SessionRows.failure(
          SessionFailure.builder(
                  ErrorCode.EXCHANGE_OUTCOME_UNKNOWN.wireValue(),
                  "The session was left behind while its authorization code was exchanged;"
                      + " start a new session.")
              .build());

  private SessionSweep() {}

  /**
   * Ends some whose time is over, to be told of by a sweep. Waits for whoever does the same: the
   * places that they held are free when it returns, whoever freed them.
   *
   * @return how many
   */
  static int expire(Work work, int batch) throws SQLException {
    String sql =
        """
        SELECT id, workspace_id FROM patchbay_session
        WHERE phase = 'WAITING' AND phase_at <= {now}
        ORDER BY phase_at, id LIMIT ? FOR UPDATE""";
    List<Place> expired = work.query(sql).number(batch).list(Place::read);
    if (expired.isEmpty()) {
      return 0;
    }
    String change =
        """
        UPDATE patchbay_session
        SET phase = 'EXPIRED', status = 'EXPIRED', ended_at = expires_at,
          verifier = NULL, verifier_key = NULL
        WHERE id = ANY(?)""";
    work.query(change).texts(expired.stream().map(Place::sessionId).toList()).update();
    SessionCounts.free(work, expired.stream().map(Place::workspaceId).toList());
    return expired.size();
  }

  /** Ends those whose time is over; tells of them, and of those that were ended before. */
  static List<SessionRecord> tellOfExpired(Work work, int batch) throws SQLException {
    List<SessionRecord> waiting =
        lock(work, SessionRows.COLUMNS, "phase = 'WAITING' AND phase_at <= {now}")
            .number(batch)
            .list(SessionRows::read);
    List<SessionRecord> expired =
        lock(work, SessionRows.COLUMNS, "phase = 'EXPIRED'")
            .number(batch - waiting.size())
            .list(SessionRows::read);
    List<SessionRecord> told = Stream.concat(waiting.stream(), expired.stream()).toList();
    String change =
        """
        UPDATE patchbay_session
        SET phase = 'OVER', status = 'EXPIRED', ended_at = expires_at, phase_at = expires_at,
          verifier = NULL, verifier_key = NULL
        WHERE id = ANY(?)""";
    work.query(change).texts(ids(told)).update();
    SessionCounts.free(work, waiting.stream().map(it -> it.session().workspaceId()).toList());
    return told;
  }

  /** Ends exchanges that were left behind before they had a grant. */
  static List<SessionRecord> endAbandoned(Work work, Duration life, int batch) throws SQLException {
    List<String> left =
        lock(work, "id", "phase = 'EXCHANGING' AND staged_grant IS NULL AND phase_at <= {earlier}")
            .span(life)
            .number(batch)
            .list(SessionSweep::id);
    String end =
        """
        UPDATE patchbay_session
        SET phase = 'OVER', phase_at = {now}, ended_at = {now}, status = 'FAILED', failure = ?
        WHERE id = ANY(?)""";
    return work.returning(end, SessionRows.COLUMNS)
        .text(ABANDONED)
        .texts(left)
        .list(SessionRows::read);
  }

  /** Takes grants that nobody has worked at for a while, and says that somebody does now. */
  static List<SessionRecord> takeGrants(Work work, Duration age, int batch) throws SQLException {
    List<SessionRecord> left =
        work.query(
                """
                SELECT %s FROM patchbay_session
                WHERE grant_at <= {earlier}
                ORDER BY grant_at, id LIMIT ? {for update of the free}"""
                    .formatted(SessionRows.COLUMNS))
            .span(age)
            .number(batch)
            .list(SessionRows::read);
    work.query("UPDATE patchbay_session SET grant_at = {now} WHERE id = ANY(?)")
        .texts(ids(left))
        .update();
    return left;
  }

  /** {@return how many that have been over for so long were deleted} */
  static int forgetOver(Work work, Duration age, int batch) throws SQLException {
    List<String> over =
        lock(work, "id", "phase = 'OVER' AND phase_at <= {earlier}")
            .span(age)
            .number(batch)
            .list(SessionSweep::id);
    work.query("DELETE FROM patchbay_session WHERE id = ANY(?)").texts(over).update();
    return over.size();
  }

  private static Query lock(Work work, String columns, String condition) {
    return work.query(
        """
        SELECT %s FROM patchbay_session
        WHERE %s
        ORDER BY phase_at, id LIMIT ? {for update of the free}"""
            .formatted(columns, condition));
  }

  private static String id(Row row) throws SQLException {
    return row.text("id");
  }

  private static List<String> ids(Collection<SessionRecord> sessions) {
    return sessions.stream().map(it -> it.session().id().value()).toList();
  }

  private record Place(String sessionId, WorkspaceId workspaceId) {

    private static Place read(Row row) throws SQLException {
      return new Place(row.text("id"), WorkspaceId.of(row.text("workspace_id")));
    }
  }
}
