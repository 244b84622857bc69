package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedAccount;
import dev.patchbay.spi.store.TokenSetRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connections as rows, and back. A row with a token set is one of its connection's. */
final class ConnectionRows {
  /** Of a connection {@code c}. */
  static final String COLUMNS =
      """
      c.id, c.workspace_id, c.integration_type, c.member_id, c.credential_kind, c.client_id, \
      c.fingerprint, c.status, c.status_cause, c.status_reason, c.created_at, c.updated_at, \
      c.revision, c.details, c.sealed_account, c.sealed_account_key, c.sealed_account_version""";

  /** All that {@link #COLUMNS} does not say of a listed connection {@code c}. */
  static final String EXPIRY =
      """
      (SELECT p.expires_at FROM patchbay_token_set p
       WHERE p.connection_id = c.id AND p.position = 0) AS expires_at""";

  private static final List<String> DETAILS =
      List.of("variables", "account", "requested", "granted", "scopesAssumed", "origin");

  private ConnectionRows() {}

  static Details details(ConnectionWrite write) {
    Connection connection = write.connection();
    Details details =
        Details.empty()
            .putTexts("variables", connection.variables())
            .putScopes("requested", connection.requestedScopes())
            .putScopes("granted", connection.grantedScopes())
            .putFlag("scopesAssumed", connection.scopesAssumed())
            .put("origin", write.origin());
    connection.account().ifPresent(it -> details.putObject("account", details(it)));
    return details;
  }

  private static Details details(Account account) {
    return Details.empty()
        .put("id", account.id())
        .put("displayName", account.displayName())
        .put("email", account.email());
  }

  /** What a later version of us wrote, and this one does not know, is kept by a swap. */
  static Details details(ConnectionWrite write, String earlier) throws SQLException {
    return details(write).withUnknownOf(Details.parse(earlier), DETAILS);
  }

  static ListedConnection listed(Row row) throws SQLException {
    Details details = Details.parse(row.text("details"));
    Connection connection = connection(row, details, row.timeOrNull("expires_at"));
    return new ListedConnection(connection, Optional.ofNullable(sealedAccountOrNull(row)));
  }

  /** The one connection of the rows, of which each has another token set. */
  static Optional<ConnectionRecord> record(List<Part> parts) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    ConnectionRecord.Builder record = parts.get(0).record().toBuilder();
    parts.stream()
        .map(Part::set)
        .filter(Objects::nonNull)
        .forEach(set -> record.tokenSet(set.name(), set));
    return Optional.of(record.build());
  }

  /** To be read in the order of the token sets. */
  static Part part(Row row) throws SQLException {
    @Nullable TokenSetRecord set = row.textOrNull("name") == null ? null : TokenSetTable.read(row);
    Details details = Details.parse(row.text("details"));
    Connection connection = connection(row, details, row.timeOrNull("expires_at"));
    ConnectionRecord record =
        ConnectionRecord.builder(connection, row.number("revision"))
            .clientId(row.textOrNull("client_id"))
            .fingerprint(row.textOrNull("fingerprint"))
            .origin(details.textOrNull("origin"))
            .readAt(row.time("read_at"))
            .sealedAccount(sealedAccountOrNull(row))
            .build();
    return new Part(record, set);
  }

  static Connection connection(Row row, Details details, @Nullable Instant expiresAt)
      throws SQLException {
    @Nullable String memberId = row.textOrNull("member_id");
    Connection.Builder connection =
        Connection.builder(
                ConnectionId.of(row.text("id")),
                WorkspaceId.of(row.text("workspace_id")),
                row.text("integration_type"))
            .memberId(memberId == null ? null : MemberId.of(memberId))
            .credentialKind(row.constant("credential_kind", CredentialKind.class))
            .account(details.object("account").map(ConnectionRows::account).orElse(null))
            .requestedScopes(details.scopes("requested"))
            .grantedScopes(details.scopes("granted"))
            .status(row.constant("status", ConnectionStatus.class))
            .statusCause(row.textOrNull("status_cause"))
            .statusReason(row.textOrNull("status_reason"))
            .expiresAt(expiresAt)
            .createdAt(row.time("created_at"))
            .updatedAt(row.time("updated_at"));
    details.texts("variables").forEach(connection::variable);
    return details.flag("scopesAssumed") ? connection.scopesAssumed().build() : connection.build();
  }

  private static Account account(Details details) {
    return Account.builder(details.text("id"))
        .displayName(details.textOrNull("displayName"))
        .email(details.textOrNull("email"))
        .build();
  }

  private static @Nullable SealedAccount sealedAccountOrNull(Row row) throws SQLException {
    @Nullable Sealed sealed = row.sealedOrNull("sealed_account", "sealed_account_key");
    return sealed == null ? null : new SealedAccount(sealed, row.number("sealed_account_version"));
  }

  /** A connection with one of its token sets. */
  record Part(ConnectionRecord record, @Nullable TokenSetRecord set) {}
}
