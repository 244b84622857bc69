package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.Lease;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on token sets. Whoever changes more than a lease has locked the connection. */
final class TokenSetTable {
  /** Unlike those of a connection in name, as they are read together. */
  static final String COLUMNS =
      """
      name, position, sealed, sealed_key, version, refreshable, written_at, expires_at, \
      refresh_expires_at, due_at, lease_attempt, lease_until, failed_attempts, retry_at, \
      outcome_unknown""";

  private TokenSetTable() {}

  static TokenSetRecord read(Row row) throws SQLException {
    TokenSetRecord.Builder set =
        TokenSetRecord.builder(
                row.text("name"), row.sealed("sealed", "sealed_key"), row.number("version"))
            .writtenAt(row.time("written_at"))
            .expiresAt(row.timeOrNull("expires_at"))
            .refreshExpiresAt(row.timeOrNull("refresh_expires_at"))
            .dueAt(row.timeOrNull("due_at"))
            .lease(leaseOrNull(row))
            .failedAttempts((int) row.number("failed_attempts"))
            .retryAt(row.timeOrNull("retry_at"));
    if (row.flag("refreshable")) {
      set.refreshable();
    }
    return row.flag("outcome_unknown") ? set.outcomeUnknown().build() : set.build();
  }

  private static @Nullable Lease leaseOrNull(Row row) throws SQLException {
    @Nullable String attemptId = row.textOrNull("lease_attempt");
    return attemptId == null ? null : new Lease(attemptId, row.time("lease_until"));
  }

  static void insert(Work work, Connection connection, List<TokenSetWrite> writes, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO patchbay_token_set
          (connection_id, workspace_id, position, name, sealed, sealed_key, version, refreshable,
           written_at, expires_at, refresh_expires_at, due_at, refresh_at, failed_attempts,
           outcome_unknown)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, FALSE)""";
    boolean revivable = connection.status() != ConnectionStatus.NEEDS_REAUTH;
    for (int position = 0; position < writes.size(); position++) {
      TokenSetWrite write = writes.get(position);
      @Nullable Instant dueAt = after(now, write.dueIn());
      work.query(sql)
          .text(connection.id().value())
          .text(connection.workspaceId().value())
          .number(position)
          .text(write.name())
          .sealed(write.sealed())
          .number(write.version())
          .flag(write.refreshable())
          .time(now)
          .time(after(now, write.expiresIn()))
          .time(after(now, write.refreshExpiresIn()))
          .time(dueAt)
          .time(revivable && write.refreshable() ? dueAt : null)
          .updateWithNext();
    }
  }

  private static @Nullable Instant after(Instant now, Optional<Duration> span) {
    return span.map(it -> now.plus(it).truncatedTo(ChronoUnit.MICROS)).orElse(null);
  }

  static Optional<TokenSetRecord> lease(Work work, TokenSetKey key, long version, Lessee lessee)
      throws SQLException {
    String sql =
        """
        UPDATE patchbay_token_set SET lease_attempt = ?, lease_until = {later}
        WHERE workspace_id = ? AND connection_id = ? AND name = ? AND version = ?
          AND (lease_until IS NULL OR lease_until <= {now})
          AND (retry_at IS NULL OR retry_at <= {now})
          AND EXISTS (
            SELECT 1 FROM patchbay_connection c
            WHERE c.id = patchbay_token_set.connection_id AND c.deleted_at IS NULL
              AND c.status <> 'NEEDS_REAUTH')""";
    Query update = work.returning(sql, COLUMNS).text(lessee.attemptId()).span(lessee.life());
    return bind(update, key).number(version).first(TokenSetTable::read);
  }

  private static Query bind(Query query, TokenSetKey key) {
    return query.text(key.workspaceId().value()).text(key.connectionId().value()).text(key.name());
  }

  static Optional<TokenSetRecord> replace(
      Work work, TokenSetKey key, long expectedVersion, Timed write) throws SQLException {
    String sql =
        """
        UPDATE patchbay_token_set
        SET sealed = ?, sealed_key = ?, version = ?, refreshable = ?, written_at = ?,
          expires_at = ?, refresh_expires_at = ?, due_at = ?, refresh_at = ?,
          lease_attempt = NULL, lease_until = NULL,
          failed_attempts = 0, retry_at = NULL, outcome_unknown = FALSE
        WHERE workspace_id = ? AND connection_id = ? AND name = ? AND version = ?""";
    TokenSetWrite set = write.set();
    @Nullable Instant dueAt = after(write.now(), set.dueIn());
    Query update =
        work.returning(sql, COLUMNS)
            .sealed(set.sealed())
            .number(set.version())
            .flag(set.refreshable())
            .time(write.now())
            .time(after(write.now(), set.expiresIn()))
            .time(after(write.now(), set.refreshExpiresIn()))
            .time(dueAt)
            .time(set.refreshable() ? dueAt : null);
    return bind(update, key).number(expectedVersion).first(TokenSetTable::read);
  }

  /**
   * Notes a failure; what backs off is due afterwards, so that it stands before nobody who can be
   * refreshed.
   *
   * @return whether the credential still had that version
   */
  static boolean fail(Work work, TokenSetKey key, long expectedVersion, RefreshFailure failure)
      throws SQLException {
    boolean backsOff = failure.retryIn().isPresent();
    String sql =
        """
        UPDATE patchbay_token_set
        SET failed_attempts = failed_attempts + ?,
          retry_at = %1$s,
          refresh_at = CASE WHEN refresh_at IS NULL THEN NULL ELSE %2$s END,
          lease_until = CASE WHEN lease_attempt = ? THEN NULL ELSE lease_until END,
          lease_attempt = CASE WHEN lease_attempt = ? THEN NULL ELSE lease_attempt END,
          outcome_unknown = (outcome_unknown OR ?)
        WHERE workspace_id = ? AND connection_id = ? AND name = ? AND version = ?"""
            .formatted(
                backsOff ? "{later}" : "NULL", backsOff ? "GREATEST(due_at, {later})" : "due_at");
    Query update = work.query(sql).number(failure.counted() ? 1 : 0);
    if (backsOff) {
      update.span(failure.retryIn().get()).span(failure.retryIn().get());
    }
    update.text(failure.attemptId()).text(failure.attemptId()).flag(failure.outcomeUnknown());
    return bind(update, key).number(expectedVersion).update() == 1;
  }

  /** No refresh revives a dead grant, and it would be due first for ever. */
  static void stopRefreshes(Work work, WorkspaceId workspaceId, Collection<ConnectionId> ids)
      throws SQLException {
    String sql =
        """
        UPDATE patchbay_token_set SET refresh_at = NULL
        WHERE workspace_id = ? AND connection_id = ANY(?) AND refresh_at IS NOT NULL""";
    work.query(sql).text(workspaceId.value()).texts(texts(ids)).updateWithNext();
  }

  static void resumeRefreshes(Work work, WorkspaceId workspaceId, ConnectionId connectionId)
      throws SQLException {
    String sql =
        """
        UPDATE patchbay_token_set SET refresh_at = due_at
        WHERE workspace_id = ? AND connection_id = ? AND refreshable
          AND refresh_at IS NULL AND due_at IS NOT NULL""";
    work.query(sql).text(workspaceId.value()).text(connectionId.value()).updateWithNext();
  }

  static void delete(Work work, WorkspaceId workspaceId, Collection<ConnectionId> ids)
      throws SQLException {
    work.query("DELETE FROM patchbay_token_set WHERE workspace_id = ? AND connection_id = ANY(?)")
        .text(workspaceId.value())
        .texts(texts(ids))
        .updateWithNext();
  }

  private static List<String> texts(Collection<ConnectionId> ids) {
    return ids.stream().map(ConnectionId::value).toList();
  }

  /** {@return the token sets that are due and free, the one that has been longest first} */
  static List<TokenSetKey> due(Work work, int batch) throws SQLException {
    return free(work, "refresh_at", "", batch);
  }

  /** {@return those whose lease ran out, of connections that can be refreshed} */
  static List<TokenSetKey> interrupted(Work work, int batch) throws SQLException {
    String refreshable =
        """
        AND refreshable AND EXISTS (
          SELECT 1 FROM patchbay_connection c
          WHERE c.id = s.connection_id AND c.deleted_at IS NULL AND c.status <> 'NEEDS_REAUTH')""";
    return free(work, "lease_until", refreshable, batch);
  }

  private static List<TokenSetKey> free(Work work, String time, String condition, int batch)
      throws SQLException {
    String sql =
        """
        SELECT workspace_id, connection_id, name FROM patchbay_token_set s
        WHERE %1$s <= {now}
          AND (lease_until IS NULL OR lease_until <= {now})
          AND (retry_at IS NULL OR retry_at <= {now})
          %2$s
        ORDER BY %1$s, connection_id, name LIMIT ?"""
            .formatted(time, condition);
    return work.query(sql)
        .number(batch)
        .list(
            row ->
                new TokenSetKey(
                    WorkspaceId.of(row.text("workspace_id")),
                    ConnectionId.of(row.text("connection_id")),
                    row.text("name")));
  }

  /** Who takes a lease, and for how long. */
  record Lessee(String attemptId, Duration life) {}

  /** A new credential, and the time of the step that writes it. */
  record Timed(TokenSetWrite set, Instant now) {}
}
