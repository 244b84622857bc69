package dev.patchbay.stores.jdbc;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.stores.jdbc.SessionRows.Phase;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements that take one session from its creation to its end. */
final class SessionTable {

  private SessionTable() {}

  /** {@return what changes no row if id or state is in use} */
  static Query insertion(Work work, SessionRecord record) {
    String sql =
        """
        INSERT INTO patchbay_session
          (id, workspace_id, integration_type, client_id, state_hash, binding_hash, status, phase,
           phase_at, created_at, expires_at, details, verifier, verifier_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    Session session = record.session();
    return work.insertUnlessThere(sql)
        .text(session.id().value())
        .text(session.workspaceId().value())
        .text(session.integrationType())
        .text(record.clientId())
        .text(record.stateHash())
        .text(record.bindingHash().orElse(null))
        .text(session.status().name())
        .text(Phase.WAITING.name())
        .time(session.expiresAt())
        .time(session.createdAt())
        .time(session.expiresAt())
        .text(SessionRows.details(record))
        .sealed(record.sealedVerifier().orElse(null));
  }

  static Optional<SessionRecord> find(Work work, SessionKey key) throws SQLException {
    return select(work, "WHERE workspace_id = ? AND id = ?")
        .text(key.workspaceId().value())
        .text(key.sessionId().value())
        .first(SessionRows::read);
  }

  static Optional<WorkspaceId> findWorkspace(Work work, SessionId sessionId) throws SQLException {
    return work.query("SELECT workspace_id FROM patchbay_session WHERE id = ?")
        .text(sessionId.value())
        .first(row -> WorkspaceId.of(row.text("workspace_id")));
  }

  /** Some of another workspace may be among them, if ids are not unlike each other. */
  static List<SessionRecord> findAll(Work work, Collection<SessionKey> keys) throws SQLException {
    return select(work, "WHERE workspace_id = ANY(?) AND id = ANY(?)")
        .texts(distinct(keys, key -> key.workspaceId().value()))
        .texts(distinct(keys, key -> key.sessionId().value()))
        .list(SessionRows::read);
  }

  private static Collection<String> distinct(
      Collection<SessionKey> keys, Function<SessionKey, String> part) {
    return keys.stream().map(part).collect(Collectors.toUnmodifiableSet());
  }

  static Optional<SessionRecord> findByState(Work work, String stateHash) throws SQLException {
    return select(work, "WHERE state_hash = ?").text(stateHash).first(SessionRows::read);
  }

  private static Query select(Work work, String condition) {
    return work.query("SELECT " + SessionRows.COLUMNS + " FROM patchbay_session\n" + condition);
  }

  /** Leaves the verifier in, for whoever claimed the session. */
  static Optional<SessionRecord> claim(Work work, SessionClaim claim) throws SQLException {
    String sql =
        """
        UPDATE patchbay_session
        SET phase = 'EXCHANGING', phase_at = {now}, claimed_at = {now}
        WHERE state_hash = ? AND integration_type = ? AND phase = 'WAITING'
          AND expires_at > {now} AND (binding_hash IS NULL OR binding_hash = ?)""";
    return work.returning(sql, SessionRows.COLUMNS)
        .text(claim.stateHash())
        .text(claim.integrationType())
        .text(claim.bindingHash().orElse(null))
        .first(SessionRows::read);
  }

  static void forgetVerifier(Work work, SessionKey key) throws SQLException {
    String sql =
        """
        UPDATE patchbay_session SET verifier = NULL, verifier_key = NULL
        WHERE workspace_id = ? AND id = ?""";
    work.query(sql).text(key.workspaceId().value()).text(key.sessionId().value()).updateWithNext();
  }

  static boolean stage(Work work, SessionKey key, Sealed grant) throws SQLException {
    String sql =
        """
        UPDATE patchbay_session SET staged_grant = ?, staged_grant_key = ?, grant_at = {now}
        WHERE workspace_id = ? AND id = ? AND phase = 'EXCHANGING'""";
    return work.query(sql)
            .sealed(grant)
            .text(key.workspaceId().value())
            .text(key.sessionId().value())
            .update()
        == 1;
  }

  static Optional<SessionRecord> end(Work work, SessionKey key, SessionEnd end)
      throws SQLException {
    String sql =
        """
        UPDATE patchbay_session
        SET phase = 'OVER', phase_at = {now}, ended_at = {now}, status = ?, failure = ?,
          verifier = NULL, verifier_key = NULL,
          grant_at = CASE WHEN staged_grant IS NULL THEN NULL ELSE {now} END
        WHERE workspace_id = ? AND id = ? AND phase = 'EXCHANGING'""";
    return work.returning(sql, SessionRows.COLUMNS)
        .text(end.status().name())
        .text(end.failure().map(SessionRows::failure).orElse(null))
        .text(key.workspaceId().value())
        .text(key.sessionId().value())
        .first(SessionRows::read);
  }

  static void forgetGrant(Work work, SessionKey key) throws SQLException {
    String sql =
        """
        UPDATE patchbay_session
        SET staged_grant = NULL, staged_grant_key = NULL, grant_at = NULL
        WHERE workspace_id = ? AND id = ? AND phase = 'OVER'""";
    work.query(sql).text(key.workspaceId().value()).text(key.sessionId().value()).update();
  }

  /** {@return whether the session was exchanging} */
  static boolean complete(Work work, SessionKey key, ConnectionId connectionId)
      throws SQLException {
    String sql =
        """
        UPDATE patchbay_session
        SET phase = 'OVER', phase_at = {now}, ended_at = {now}, status = 'COMPLETE',
          connection_id = ?,
          staged_grant = NULL, staged_grant_key = NULL, grant_at = NULL
        WHERE workspace_id = ? AND id = ? AND phase = 'EXCHANGING'""";
    return work.query(sql)
            .text(connectionId.value())
            .text(key.workspaceId().value())
            .text(key.sessionId().value())
            .update()
        == 1;
  }

  /** Deletes some sessions of a workspace; waits for whoever changes one of them. */
  static List<Found> delete(Work work, WorkspaceId workspaceId, int batch) throws SQLException {
    List<Found> found =
        select(work, "WHERE workspace_id = ? ORDER BY id LIMIT ? FOR UPDATE")
            .text(workspaceId.value())
            .number(batch)
            .list(Found::read);
    work.query("DELETE FROM patchbay_session WHERE workspace_id = ? AND id = ANY(?)")
        .text(workspaceId.value())
        .texts(found.stream().map(it -> it.id().value()).toList())
        .update();
    return found;
  }

  /** A session, and whether it counts as one that waits, its time over or not. */
  record Found(SessionRecord session, boolean waiting) {

    private static Found read(Row row) throws SQLException {
      return new Found(SessionRows.read(row), SessionRows.isWaiting(row));
    }

    private SessionId id() {
      return session.session().id();
    }
  }
}
