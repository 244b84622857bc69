package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetRecord;
import java.util.HexFormat;

/** What stores tell of sessions and connections of a workspace, as a text. */
final class StoredState {
  private final Stores stores;
  private final WorkspaceId workspaceId;
  private final StringBuilder text = new StringBuilder();

  StoredState(Stores stores, WorkspaceId workspaceId) {
    this.stores = stores;
    this.workspaceId = workspaceId;
  }

  void add(ConnectionId connectionId, SessionId sessionId) {
    stores.connections().find(workspaceId, connectionId).ifPresentOrElse(this::add, this::addGone);
    stores.connections().history(workspaceId, connectionId).forEach(this::add);
    stores.sessions().find(workspaceId, sessionId).ifPresentOrElse(this::add, this::addGone);
  }

  private void addGone() {
    line("gone");
  }

  private void add(ConnectionRecord record) {
    Connection connection = record.connection();
    line(connection.id(), connection.status(), connection.statusCause(), connection.updatedAt());
    line(connection.account(), connection.memberId(), connection.credentialKind());
    line(record.revision(), record.clientId(), record.fingerprint(), record.origin());
    record.tokenSets().values().forEach(this::add);
  }

  private void add(TokenSetRecord set) {
    line(set.name(), set.version(), hex(set.sealed()), set.writtenAt(), set.dueAt());
    line(set.lease(), set.failedAttempts(), set.retryAt(), set.outcomeUnknown());
  }

  private void add(ConnectionAttempt attempt) {
    line(attempt.outcome(), attempt.at(), attempt.code());
  }

  private void add(SessionRecord record) {
    Session session = record.session();
    line(session.id(), session.status(), session.failure(), session.endedAt());
    line(session.connectionId(), record.claimedAt(), record.stateHash());
    line(record.sealedVerifier().map(StoredState::hex), record.stagedGrant().map(StoredState::hex));
  }

  private static String hex(Sealed sealed) {
    return HexFormat.of().formatHex(sealed.bytes());
  }

  private void line(Object... values) {
    for (Object value : values) {
      text.append(value).append(' ');
    }
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
