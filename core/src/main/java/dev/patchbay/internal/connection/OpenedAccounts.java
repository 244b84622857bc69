package dev.patchbay.internal.connection;

import dev.patchbay.internal.check.Faults;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.ListedPage;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.SealedAccount;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import dev.patchbay.spi.store.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts back what of an account was sealed, wherever a connection leaves the store. Details that do
 * not open are left out, so that a lost key keeps nobody from listing and deleting; they stay
 * stored as they are.
 */
final class OpenedAccounts implements ConnectionStore {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedAccounts.class);

  private final ConnectionStore store;
  private final Sealing sealing;

  OpenedAccounts(ConnectionStore store, Sealing sealing) {
    this.store = store;
    this.sealing = sealing;
  }

  ConnectionRecord open(ConnectionRecord record) {
    return record
        .sealedAccount()
        .map(account -> record.withConnection(open(record.connection(), account)))
        .orElse(record);
  }

  private ListedConnection open(ListedConnection listed) {
    return listed
        .sealedAccount()
        .map(account -> open(listed.connection(), account))
        .map(connection -> new ListedConnection(connection, listed.sealedAccount()))
        .orElse(listed);
  }

  private Connection open(Connection connection, SealedAccount sealed) {
    try {
      return connection.toBuilder().account(sealing.openAccount(connection, sealed)).build();
    } catch (RuntimeException unreadable) {
      // Whatever it is: the row may be written or gone already, and the rest must go on.
      LOG.warn(
          "The account details of connection {} are left out: {}",
          connection.id(),
          Faults.describe(unreadable));
      return connection;
    }
  }

  /** {@return the outcome with the account of its connection} */
  WriteOutcome open(WriteOutcome outcome) {
    return outcome.connection().map(this::open).map(WriteOutcome::done).orElse(outcome);
  }

  @Override
  public Optional<ConnectionRecord> find(WorkspaceId workspaceId, ConnectionId connectionId) {
    return store.find(workspaceId, connectionId).map(this::open);
  }

  @Override
  public Optional<ConnectionRecord> findByAccount(WorkspaceId workspaceId, AccountKey key) {
    return store.findByAccount(workspaceId, key).map(this::open);
  }

  @Override
  public Optional<ConnectionRecord> findByFingerprint(WorkspaceId workspaceId, String fingerprint) {
    return store.findByFingerprint(workspaceId, fingerprint).map(this::open);
  }

  @Override
  public ListedPage list(WorkspaceId workspaceId, ConnectionFilter filter) {
    ListedPage page = store.list(workspaceId, filter);
    return new ListedPage(page.connections().stream().map(this::open).toList(), page.nextCursor());
  }

  @Override
  public WriteOutcome write(ConnectionWrite write) {
    return open(store.write(write));
  }

  @Override
  public boolean hasSibling(ConnectionRecord connection) {
    return store.hasSibling(connection);
  }

  @Override
  public Optional<ConnectionRecord> beginDelete(
      WorkspaceId workspaceId, ConnectionId connectionId) {
    return store.beginDelete(workspaceId, connectionId).map(this::open);
  }

  @Override
  public void erase(WorkspaceId workspaceId, ConnectionId connectionId) {
    store.erase(workspaceId, connectionId);
  }

  @Override
  public List<ListedConnection> purge(WorkspaceId workspaceId, int batch) {
    return store.purge(workspaceId, batch).stream().map(this::open).toList();
  }

  @Override
  public int eraseAbandoned(Duration age, int batch) {
    return store.eraseAbandoned(age, batch);
  }

  @Override
  public Optional<TokenSetRecord> lease(
      TokenSetKey key, long version, String attemptId, Duration life) {
    return store.lease(key, version, attemptId, life);
  }

  @Override
  public Optional<TokenSetRecord> replace(
      TokenSetKey key, long expectedVersion, TokenSetWrite write) {
    return store.replace(key, expectedVersion, write);
  }

  @Override
  public boolean recordFailure(TokenSetKey key, long expectedVersion, RefreshFailure failure) {
    return store.recordFailure(key, expectedVersion, failure);
  }

  @Override
  public List<TokenSetKey> findDue(int batch) {
    return store.findDue(batch);
  }

  @Override
  public List<TokenSetKey> findInterrupted(int batch) {
    return store.findInterrupted(batch);
  }

  @Override
  public void note(WorkspaceId workspaceId, ConnectionId connectionId, ConnectionAttempt attempt) {
    store.note(workspaceId, connectionId, attempt);
  }

  @Override
  public List<ConnectionAttempt> history(WorkspaceId workspaceId, ConnectionId connectionId) {
    return store.history(workspaceId, connectionId);
  }
}
