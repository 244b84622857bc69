package dev.patchbay.stores.jdbc;

import dev.patchbay.model.WorkspaceId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts the sessions that wait for their callback, in the transactions that change them. Rows are
 * locked in one order, that of all workspaces last and for the shortest time, because everyone
 * waits for it.
 */
final class SessionCounts {
  /** No workspace has it. */
  private static final String ALL = "";

  private static final String FREE =
      "UPDATE patchbay_session_count SET waiting = waiting - ? WHERE workspace_id = ?";

  private SessionCounts() {}

  /** {@return the time at which one below the limit was taken; empty if there was none} */
  static Optional<Instant> takePlace(Work work, WorkspaceId workspaceId, int limit)
      throws SQLException {
    return takePlace(work, workspaceId.value(), limit);
  }

  static Optional<Instant> takePlaceInTotal(Work work, int limit) throws SQLException {
    return takePlace(work, ALL, limit);
  }

  private static Optional<Instant> takePlace(Work work, String key, int limit) throws SQLException {
    Optional<Instant> taken = increment(work, key, limit);
    if (taken.isPresent() || limit < 1 || isCounted(work, key)) {
      return taken;
    }
    begin(work, key);
    return increment(work, key, limit);
  }

  private static Optional<Instant> increment(Work work, String key, int limit) throws SQLException {
    String sql =
        """
        UPDATE patchbay_session_count SET waiting = waiting + 1
        WHERE workspace_id = ? AND waiting < ?""";
    return work.returning(sql, "{now} AS read_at")
        .text(key)
        .number(limit)
        .first(row -> row.time("read_at"));
  }

  private static boolean isCounted(Work work, String key) throws SQLException {
    String sql = "SELECT workspace_id FROM patchbay_session_count WHERE workspace_id = ?";
    return work.query(sql).text(key).first(row -> true).isPresent();
  }

  private static void begin(Work work, String key) throws SQLException {
    String sql = "INSERT INTO patchbay_session_count (workspace_id, waiting) VALUES (?, 0)";
    work.insertUnlessThere(sql).text(key).update();
  }

  /** Frees the place of one session. */
  static void free(Work work, WorkspaceId place) throws SQLException {
    work.query(FREE).number(1).text(place.value()).updateWithNext();
    work.query(FREE).number(1).text(ALL).updateWithNext();
  }

  /**
   * Frees one place for each mention of a workspace. A batch, because there may be many, and
   * statements in one trip are prepared anew for each number of them.
   */
  static void free(Work work, Collection<WorkspaceId> places) throws SQLException {
    if (places.isEmpty()) {
      return;
    }
    TreeMap<String, Integer> freed = new TreeMap<>();
    places.forEach(place -> freed.merge(place.value(), 1, Integer::sum));
    Query free = work.query(FREE);
    for (var entry : freed.entrySet()) {
      free.number(entry.getValue()).text(entry.getKey()).addToBatch();
    }
    free.number(places.size()).text(ALL).addToBatch().updateBatch();
  }

  /** Leaves nothing of a workspace in which nobody waits. */
  static void forget(Work work, WorkspaceId workspaceId) throws SQLException {
    String sql = "DELETE FROM patchbay_session_count WHERE workspace_id = ? AND waiting = 0";
    work.query(sql).text(workspaceId.value()).update();
  }
}
