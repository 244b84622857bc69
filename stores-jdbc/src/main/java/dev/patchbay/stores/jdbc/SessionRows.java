package dev.patchbay.stores.jdbc;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SessionRecord;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sessions as rows, and back. */
final class SessionRows {
  static final String COLUMNS =
      """
      id, workspace_id, integration_type, client_id, state_hash, binding_hash, status, phase, \
      created_at, expires_at, claimed_at, ended_at, connection_id, failure, details, \
      verifier, verifier_key, staged_grant, staged_grant_key, {now} AS read_at""";

  private SessionRows() {}

  static String details(SessionRecord record) {
    Session session = record.session();
    return Details.empty()
        .put("member", session.memberId().map(MemberId::value))
        .put("returnTo", session.returnTo())
        .putFlag("browserBound", session.browserBound())
        .put("redirectUri", record.redirectUri())
        .putScopes("scopes", record.requestedScopes())
        .putTexts("variables", record.variables())
        .put("reconnects", record.reconnects().map(ConnectionId::value))
        .putFlag("accountChangeAllowed", record.accountChangeAllowed())
        .json();
  }

  static String failure(SessionFailure failure) {
    return Details.empty()
        .put("code", failure.code())
        .put("message", failure.message())
        .put("serviceError", failure.serviceError())
        .put("serviceDescription", failure.serviceDescription())
        .json();
  }

  /** A session that waits and whose time is over reads as expired. */
  static SessionRecord read(Row row) throws SQLException {
    SessionRecord stored = stored(row);
    Instant end = stored.session().expiresAt();
    return isWaiting(row) && !row.time("read_at").isBefore(end) ? expired(stored, end) : stored;
  }

  static boolean isWaiting(Row row) throws SQLException {
    return row.text("phase").equals(Phase.WAITING.name());
  }

  private static SessionRecord expired(SessionRecord stored, Instant end) {
    Session session =
        stored.session().toBuilder().status(SessionStatus.EXPIRED).endedAt(end).build();
    return stored.withSession(session).toBuilder().sealedVerifier(null).build();
  }

  private static SessionRecord stored(Row row) throws SQLException {
    Details details = Details.parse(row.text("details"));
    SessionRecord.Builder record =
        SessionRecord.builder(
                session(row, details),
                row.text("state_hash"),
                details.text("redirectUri"),
                row.text("client_id"))
            .bindingHash(row.textOrNull("binding_hash"))
            .requestedScopes(details.scopes("scopes"))
            .reconnects(details.optional("reconnects").map(ConnectionId::of).orElse(null))
            .sealedVerifier(row.sealedOrNull("verifier", "verifier_key"))
            .stagedGrant(row.sealedOrNull("staged_grant", "staged_grant_key"))
            .claimedAt(row.timeOrNull("claimed_at"));
    details.texts("variables").forEach(record::variable);
    return details.flag("accountChangeAllowed")
        ? record.accountChangeAllowed().build()
        : record.build();
  }

  private static Session session(Row row, Details details) throws SQLException {
    @Nullable String connectionId = row.textOrNull("connection_id");
    Session.Builder session =
        Session.builder(
                SessionId.of(row.text("id")),
                WorkspaceId.of(row.text("workspace_id")),
                row.text("integration_type"))
            .createdAt(row.time("created_at"))
            .expiresAt(row.time("expires_at"))
            .status(row.constant("status", SessionStatus.class))
            .endedAt(row.timeOrNull("ended_at"))
            .memberId(details.optional("member").map(MemberId::of).orElse(null))
            .returnTo(details.textOrNull("returnTo"))
            .connectionId(connectionId == null ? null : ConnectionId.of(connectionId))
            .failure(failureOrNull(row.textOrNull("failure")));
    return details.flag("browserBound") ? session.browserBound().build() : session.build();
  }

  private static @Nullable SessionFailure failureOrNull(@Nullable String json) throws SQLException {
    if (json == null) {
      return null;
    }
    Details failure = Details.parse(json);
    return SessionFailure.builder(failure.text("code"), failure.text("message"))
        .serviceError(failure.textOrNull("serviceError"))
        .serviceDescription(failure.textOrNull("serviceDescription"))
        .build();
  }

  /** Where a session stands for the sweep. Stored by name. */
  enum Phase {
    /** For its callback, until its time is over. */
    WAITING,
    EXCHANGING,
    /** And no sweep told of it. */
    EXPIRED,
    OVER
  }
}
