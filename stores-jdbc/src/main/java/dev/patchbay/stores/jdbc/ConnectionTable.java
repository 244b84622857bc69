package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedAccount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements that find and write live connections. */
final class ConnectionTable {
  private static final String LIVE = "c.deleted_at IS NULL";

  private ConnectionTable() {}

  static Optional<ConnectionRecord> find(
      Work work, WorkspaceId workspaceId, ConnectionId connectionId) throws SQLException {
    return findBy(work, workspaceId, "c.id", connectionId.value());
  }

  static Optional<ConnectionRecord> findByAccount(
      Work work, WorkspaceId workspaceId, String accountHash) throws SQLException {
    return findBy(work, workspaceId, "c.account_hash", accountHash);
  }

  static Optional<ConnectionRecord> findByFingerprint(
      Work work, WorkspaceId workspaceId, String fingerprint) throws SQLException {
    return findBy(work, workspaceId, "c.fingerprint", fingerprint);
  }

  /** One statement, so that the connection and its token sets are of one moment. */
  private static Optional<ConnectionRecord> findBy(
      Work work, WorkspaceId workspaceId, String column, String value) throws SQLException {
    String sql =
        """
        SELECT %s, %s, {now} AS read_at
        FROM patchbay_connection c LEFT JOIN patchbay_token_set t ON t.connection_id = c.id
        WHERE c.workspace_id = ? AND %s = ? AND %s
        ORDER BY t.position"""
            .formatted(ConnectionRows.COLUMNS, TokenSetTable.COLUMNS, column, LIVE);
    return ConnectionRows.record(
        work.query(sql).text(workspaceId.value()).text(value).list(ConnectionRows::part));
  }

  /** One more than the limit, if there are more. */
  static List<ListedConnection> list(
      Work work, WorkspaceId workspaceId, ConnectionFilter filter, Optional<ListCursor> after)
      throws SQLException {
    List<String> texts = new ArrayList<>(List.of(workspaceId.value()));
    StringBuilder where = new StringBuilder("c.workspace_id = ? AND " + LIVE);
    addTo(where, texts, "c.integration_type", filter.integrationType());
    addTo(where, texts, "c.status", filter.status().map(ConnectionStatus::name));
    addTo(where, texts, "c.member_id", filter.memberId().map(MemberId::value));
    if (filter.shared()) {
      where.append(" AND c.member_id IS NULL");
    }
    if (filter.visibleTo().isPresent()) {
      where.append(" AND (c.member_id IS NULL OR c.member_id = ?)");
      texts.add(filter.visibleTo().get().value());
    }
    if (after.isPresent()) {
      where.append(" AND c.created_at >= ? AND (c.created_at > ? OR c.id > ?)");
    }
    Query query = work.query(listing(where + "\nORDER BY c.created_at, c.id LIMIT ?"));
    for (String text : texts) {
      query.text(text);
    }
    if (after.isPresent()) {
      Instant time = after.get().createdAt();
      query.time(time).time(time).text(after.get().connectionId());
    }
    return query.number(filter.limit() + 1L).list(ConnectionRows::listed);
  }

  private static void addTo(
      StringBuilder where, List<String> texts, String column, Optional<String> wanted) {
    if (wanted.isPresent()) {
      where.append(" AND ").append(column).append(" = ?");
      texts.add(wanted.get());
    }
  }

  /** In their order in the list. */
  static List<ListedConnection> list(Work work, WorkspaceId workspaceId, List<String> ids)
      throws SQLException {
    return work.query(listing("c.workspace_id = ? AND c.id = ANY(?)\nORDER BY c.created_at, c.id"))
        .text(workspaceId.value())
        .texts(ids)
        .list(ConnectionRows::listed);
  }

  private static String listing(String where) {
    return "SELECT %s, %s FROM patchbay_connection c WHERE %s"
        .formatted(ConnectionRows.COLUMNS, ConnectionRows.EXPIRY, where);
  }

  /** The only statement that makes a connection. {@return whether nothing was in its way} */
  static boolean insert(Work work, ConnectionWrite write, Instant now) throws SQLException {
    String sql =
        """
        INSERT INTO patchbay_connection
          (integration_type, member_id, credential_kind, client_id, account_hash, fingerprint,
           sibling_account, sibling_client, status, status_cause, status_reason, updated_at,
           sealed_account, sealed_account_key, sealed_account_version, details,
           created_at, revision, attempts, workspace_id, id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?, ?)""";
    Query insert = bind(work.insertUnlessThere(sql), write, now);
    insert
        .text(ConnectionRows.details(write).json())
        .time(now)
        .text(write.connection().workspaceId().value())
        .text(write.connection().id().value());
    return insert.update() == 1;
  }

  /**
   * {@return the number of the attempt; empty if the connection has another revision or is gone}
   */
  static Optional<Long> swap(Work work, ConnectionWrite write, Earlier earlier, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE patchbay_connection
        SET integration_type = ?, member_id = ?, credential_kind = ?, client_id = ?,
          account_hash = ?, fingerprint = ?, sibling_account = ?, sibling_client = ?,
          status = ?, status_cause = ?, status_reason = ?, updated_at = ?,
          sealed_account = ?, sealed_account_key = ?, sealed_account_version = ?, details = ?,
          revision = revision + 1, attempts = attempts + 1
        WHERE workspace_id = ? AND id = ? AND revision = ? AND deleted_at IS NULL""";
    Query update = bind(work.returning(sql, "attempts"), write, now);
    return update
        .text(ConnectionRows.details(write, earlier.details()).json())
        .text(write.connection().workspaceId().value())
        .text(write.connection().id().value())
        .number(earlier.revision())
        .first(row -> row.number("attempts"));
  }

  private static Query bind(Query query, ConnectionWrite write, Instant now) {
    Connection connection = write.connection();
    @Nullable SealedAccount account = write.sealedAccount().orElse(null);
    @Nullable Sealed sealed = account == null ? null : account.sealed();
    return query
        .text(connection.integrationType())
        .text(connection.memberId().map(MemberId::value).orElse(null))
        .text(connection.credentialKind().name())
        .text(write.clientId().orElse(null))
        .text(Hashes.ofAccount(connection))
        .text(write.fingerprint().orElse(null))
        .text(Hashes.ofSiblingAccount(connection))
        .text(Hashes.ofSiblingClient(connection, write.clientId()))
        .text(connection.status().name())
        .text(connection.statusCause().orElse(null))
        .text(connection.statusReason().orElse(null))
        .time(now)
        .sealed(sealed)
        .numberOrNull(account == null ? null : account.version());
  }

  /** Keeps everyone else from changing a connection until the transaction is over. */
  static Optional<Earlier> lock(Work work, WorkspaceId workspaceId, ConnectionId connectionId)
      throws SQLException {
    String sql =
        """
        SELECT revision, details FROM patchbay_connection
        WHERE workspace_id = ? AND id = ? AND deleted_at IS NULL FOR UPDATE""";
    return work.query(sql)
        .text(workspaceId.value())
        .text(connectionId.value())
        .first(row -> new Earlier(row.number("revision"), row.text("details")));
  }

  /** {@return whether that id was deleted once, in whatever workspace} */
  static boolean wasDeleted(Work work, ConnectionId connectionId) throws SQLException {
    String sql = "SELECT id FROM patchbay_connection WHERE id = ? AND deleted_at IS NOT NULL";
    return work.query(sql).text(connectionId.value()).first(row -> true).isPresent();
  }

  static boolean hasSibling(Work work, ConnectionRecord own) throws SQLException {
    Connection connection = own.connection();
    @Nullable String account = Hashes.ofSiblingAccount(connection);
    @Nullable String client = Hashes.ofSiblingClient(connection, own.clientId());
    if (account == null || client == null) {
      return false;
    }
    List<String> texts = new ArrayList<>(List.of(connection.integrationType()));
    StringBuilder where = new StringBuilder("integration_type = ? AND sibling_client IS NOT NULL");
    narrow(where, texts, "sibling_account", account);
    narrow(where, texts, "sibling_client", client);
    Query query =
        work.query("SELECT id FROM patchbay_connection WHERE " + where + " AND id <> ? LIMIT 1");
    for (String text : texts) {
      query.text(text);
    }
    return query.text(connection.id().value()).first(row -> true).isPresent();
  }

  /** To the same one and to those that are not known; if it is not known itself, to none. */
  private static void narrow(
      StringBuilder where, List<String> texts, String column, String sibling) {
    if (Hashes.isKnown(sibling)) {
      where.append(" AND ").append(column).append(" IN ('', ?)");
      texts.add(sibling);
    }
  }

  /** What a connection was like when it was locked. */
  record Earlier(long revision, String details) {}
}
