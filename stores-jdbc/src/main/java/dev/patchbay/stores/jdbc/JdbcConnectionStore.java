package dev.patchbay.stores.jdbc;

import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.ListedPage;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.spi.store.WriteStatus;
import dev.patchbay.stores.jdbc.AttemptTable.Place;
import dev.patchbay.stores.jdbc.TokenSetTable.Lessee;
import dev.patchbay.stores.jdbc.TokenSetTable.Timed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Connections in the database. */
final class JdbcConnectionStore implements ConnectionStore {
  private final Transactions transactions;

  JdbcConnectionStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<ConnectionRecord> find(WorkspaceId workspaceId, ConnectionId connectionId) {
    return transactions.alone(
        "Finding a connection", work -> ConnectionTable.find(work, workspaceId, connectionId));
  }

  @Override
  public Optional<ConnectionRecord> findByAccount(WorkspaceId workspaceId, AccountKey key) {
    String hash = Hashes.ofAccount(workspaceId, key);
    return transactions.alone(
        "Finding the connection of an account",
        work -> ConnectionTable.findByAccount(work, workspaceId, hash));
  }

  @Override
  public Optional<ConnectionRecord> findByFingerprint(WorkspaceId workspaceId, String fingerprint) {
    return transactions.alone(
        "Finding the connection of a credential",
        work -> ConnectionTable.findByFingerprint(work, workspaceId, fingerprint));
  }

  @Override
  public ListedPage list(WorkspaceId workspaceId, ConnectionFilter filter) {
    Optional<ListCursor> after =
        filter.cursor().map(cursor -> ListCursor.decode(cursor, workspaceId));
    List<ListedConnection> found =
        transactions.alone(
            "Listing connections", work -> ConnectionTable.list(work, workspaceId, filter, after));
    if (found.size() <= filter.limit()) {
      return new ListedPage(found, Optional.empty());
    }
    List<ListedConnection> page = found.subList(0, filter.limit());
    ListCursor last = ListCursor.of(page.get(page.size() - 1).connection());
    return new ListedPage(page, Optional.of(last.encode(workspaceId)));
  }

  @Override
  public WriteOutcome write(ConnectionWrite write) {
    return transactions.together(
        "Writing a connection",
        work -> {
          WriteOutcome outcome = ConnectionWriting.write(work, write);
          if (outcome.status() != WriteStatus.DONE) {
            work.undo();
          }
          return outcome;
        });
  }

  @Override
  public boolean hasSibling(ConnectionRecord connection) {
    return transactions.alone(
        "Looking for siblings of a connection",
        work -> ConnectionTable.hasSibling(work, connection));
  }

  @Override
  public Optional<ConnectionRecord> beginDelete(
      WorkspaceId workspaceId, ConnectionId connectionId) {
    return transactions.together(
        "Beginning a deletion", work -> ConnectionDeletion.begin(work, workspaceId, connectionId));
  }

  @Override
  public void erase(WorkspaceId workspaceId, ConnectionId connectionId) {
    transactions.together(
        "Erasing a connection",
        work -> {
          ConnectionDeletion.erase(work, workspaceId, connectionId);
          return true;
        });
  }

  @Override
  public List<ListedConnection> purge(WorkspaceId workspaceId, int batch) {
    return transactions.together(
        "Purging connections", work -> ConnectionDeletion.purge(work, workspaceId, batch));
  }

  @Override
  public int eraseAbandoned(Duration age, int batch) {
    return transactions.together(
        "Erasing abandoned deletions", work -> ConnectionDeletion.eraseAbandoned(work, age, batch));
  }

  @Override
  public Optional<TokenSetRecord> lease(
      TokenSetKey key, long version, String attemptId, Duration life) {
    Lessee lessee = new Lessee(attemptId, life);
    return transactions.alone(
        "Leasing a token set", work -> TokenSetTable.lease(work, key, version, lessee));
  }

  @Override
  public Optional<TokenSetRecord> replace(
      TokenSetKey key, long expectedVersion, TokenSetWrite write) {
    return transactions.together(
        "Replacing a credential",
        work -> {
          Optional<TokenSetRecord> replaced = replace(work, key, expectedVersion, write);
          if (replaced.isEmpty()) {
            work.undo();
          }
          return replaced;
        });
  }

  private static Optional<TokenSetRecord> replace(
      Work work, TokenSetKey key, long expectedVersion, TokenSetWrite write) throws SQLException {
    Optional<Place> place = RefreshTable.replaced(work, key);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    TokenSetTable.resumeRefreshes(work, key.workspaceId(), key.connectionId());
    AttemptTable.add(
        work,
        place.get(),
        ConnectionAttempt.builder(AttemptOutcome.REFRESHED).tokenSet(key.name()).build());
    Timed timed = new Timed(write, place.get().now());
    return TokenSetTable.replace(work, key, expectedVersion, timed);
  }

  @Override
  public boolean recordFailure(TokenSetKey key, long expectedVersion, RefreshFailure failure) {
    return transactions.together(
        "Noting a failed refresh",
        work -> {
          boolean noted = recordFailure(work, key, expectedVersion, failure);
          if (!noted) {
            work.undo();
          }
          return noted;
        });
  }

  private static boolean recordFailure(
      Work work, TokenSetKey key, long expectedVersion, RefreshFailure failure)
      throws SQLException {
    Optional<Place> place = RefreshTable.failed(work, key, failure);
    if (place.isEmpty() || !TokenSetTable.fail(work, key, expectedVersion, failure)) {
      return false;
    }
    if (failure.status().isPresent()) {
      moveTo(work, key, failure.status().get());
    }
    if (failure.attempt().isPresent()) {
      AttemptTable.add(work, place.get(), failure.attempt().get());
    }
    return true;
  }

  private static void moveTo(Work work, TokenSetKey key, ConnectionStatus status)
      throws SQLException {
    if (status == ConnectionStatus.NEEDS_REAUTH) {
      TokenSetTable.stopRefreshes(work, key.workspaceId(), List.of(key.connectionId()));
    } else {
      TokenSetTable.resumeRefreshes(work, key.workspaceId(), key.connectionId());
    }
  }

  @Override
  public List<TokenSetKey> findDue(int batch) {
    return transactions.alone("Finding due token sets", work -> TokenSetTable.due(work, batch));
  }

  @Override
  public List<TokenSetKey> findInterrupted(int batch) {
    return transactions.alone(
        "Finding interrupted refreshes", work -> TokenSetTable.interrupted(work, batch));
  }

  @Override
  public void note(WorkspaceId workspaceId, ConnectionId connectionId, ConnectionAttempt attempt) {
    transactions.together(
        "Noting an attempt",
        work -> {
          Optional<Place> place = RefreshTable.noted(work, workspaceId, connectionId);
          if (place.isPresent()) {
            AttemptTable.add(work, place.get(), attempt);
          }
          return place.isPresent();
        });
  }

  @Override
  public List<ConnectionAttempt> history(WorkspaceId workspaceId, ConnectionId connectionId) {
    return transactions.alone(
        "Reading a history", work -> AttemptTable.newestFirst(work, workspaceId, connectionId));
  }
}
