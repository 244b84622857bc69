package dev.patchbay.spi;

import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps connections and their credentials, in atomic and conditional steps. Incubating.
 * Thread-safe.
 *
 * <p>A connection whose deletion has begun is invisible to every method but {@link #erase} and
 * {@link #eraseAbandoned}, and comes back by none.
 */
public interface ConnectionStore {
  /** How many entries of a connection's history are kept. */
  int HISTORY = 20;

  /**
   * Finds a connection.
   *
   * @param workspaceId the workspace it must belong to
   * @param connectionId the connection
   * @return the connection with the time of the store; empty if the workspace has no such one
   */
  Optional<ConnectionRecord> find(WorkspaceId workspaceId, ConnectionId connectionId);

  /**
   * Finds the one connection of an account.
   *
   * @param workspaceId the workspace it must belong to
   * @param key the account, with integration, variables and owner
   * @return the connection with the time of the store; empty if the workspace has no such one
   */
  Optional<ConnectionRecord> findByAccount(WorkspaceId workspaceId, AccountKey key);

  /**
   * Finds the one connection that was made of a credential which a host handed over.
   *
   * @param workspaceId the workspace it must belong to
   * @param fingerprint the fingerprint of the credential and its place
   * @return the connection with the time of the store; empty if the workspace has no such one
   */
  Optional<ConnectionRecord> findByFingerprint(WorkspaceId workspaceId, String fingerprint);

  /**
   * Lists connections, sorted by when they were made, then by id. A page that was read stays right
   * whatever is inserted or deleted meanwhile.
   *
   * @param workspaceId the workspace they must belong to
   * @param filter which ones, how many, and where to go on
   * @return a page
   * @throws IllegalArgumentException if the cursor is not one of this store's
   */
  ListedPage list(WorkspaceId workspaceId, ConnectionFilter filter);

  /**
   * Inserts a connection, or swaps the credential of one. An insert needs that no connection has
   * its id, its account or its fingerprint; a swap needs that the connection still has the expected
   * revision, and that no other one has its account or its fingerprint. A swap replaces every token
   * set, and fingerprint and origin; {@link #replace} keeps those two.
   *
   * @param write the connection
   * @return what came of it
   */
  WriteOutcome write(ConnectionWrite write);

  /**
   * Says whether another live connection, in whatever workspace, would or might die by a revocation
   * that takes every grant of a user and a client. One does that has the same integration, neither
   * of the two being an API key; and the same client, unless the client of one of the two is not
   * known; and the same account, unless the account of one of the two was never verified. The one
   * query of a deletion that looks across workspaces; it tells nothing but yes or no.
   *
   * @param connection the connection to leave out
   * @return whether there is another one
   */
  boolean hasSibling(ConnectionRecord connection);

  /**
   * Begins a deletion: from here on the connection is invisible, and its secrets are still there to
   * revoke the grant with.
   *
   * @param workspaceId the workspace it must belong to
   * @param connectionId the connection
   * @return the connection as it last stood; empty if the workspace has no such one, or its
   *     deletion had begun
   */
  Optional<ConnectionRecord> beginDelete(WorkspaceId workspaceId, ConnectionId connectionId);

  /**
   * Ends a deletion: erases the secrets. Idempotent.
   *
   * @param workspaceId the workspace it must belong to
   * @param connectionId the connection
   */
  void erase(WorkspaceId workspaceId, ConnectionId connectionId);

  /**
   * Erases connections of a workspace with their secrets, the oldest first. What was erased comes
   * back by no method, as after a deletion. Called again until it returns none, which it does only
   * if none is left. Every call also erases what the deletions that have begun in the workspace
   * still hold; they do not count, and are not returned.
   *
   * @param workspaceId the workspace
   * @param batch how many at most
   * @return those that were erased, as they last stood
   */
  List<ListedConnection> purge(WorkspaceId workspaceId, int batch);

  /**
   * Ends deletions that were left behind. Over all workspaces.
   *
   * @param age how long ago they began
   * @param batch how many at most
   * @return how many were ended
   */
  int eraseAbandoned(Duration age, int batch);

  /**
   * Takes the lease of a token set and notes that an attempt began, if the set still has that
   * version, no lease of it runs, its back-off is over, and its connection does not need
   * reauthorization.
   *
   * @param key the token set
   * @param version the credential version just read
   * @param attemptId a new id of the attempt
   * @param life how long the lease lives
   * @return the token set with the lease; empty if it was not to be had
   */
  Optional<TokenSetRecord> lease(TokenSetKey key, long version, String attemptId, Duration life);

  /**
   * Replaces a credential if it still has that version, and ends its lease.
   *
   * @param key the token set
   * @param expectedVersion the version that was sent to the service
   * @param write the new credential, its version one more than the expected one
   * @return the token set as it is now; empty if the version had moved or the connection is gone
   */
  Optional<TokenSetRecord> replace(TokenSetKey key, long expectedVersion, TokenSetWrite write);

  /**
   * Notes that a refresh failed if the credential still has that version. Ends the lease if the
   * attempt that failed holds it, and sets the back-off anew: to none, if the failure names none.
   *
   * @param key the token set
   * @param expectedVersion the version that was sent to the service
   * @param failure what changes
   * @return whether it was noted
   */
  boolean recordFailure(TokenSetKey key, long expectedVersion, RefreshFailure failure);

  /**
   * Finds token sets that are due, can be refreshed, are not leased and not backing off; none of a
   * connection that needs to be authorised again. Over all workspaces.
   *
   * @param batch how many at most
   * @return the token sets, the one that has been due longest first
   */
  List<TokenSetKey> findDue(int batch);

  /**
   * Finds token sets whose lease ran out: whoever held it died, and a service that gives out once
   * more what it gave out before does so for a short time only. Else as {@link #findDue}.
   *
   * @param batch how many at most
   * @return the token sets, the one whose lease ran out first first
   */
  List<TokenSetKey> findInterrupted(int batch);

  /**
   * Adds to the history of a connection, of which the last {@value #HISTORY} entries are kept. The
   * store itself adds what {@link #write}, {@link SessionStore#complete}, {@link #replace} and
   * {@link #recordFailure} did.
   *
   * @param workspaceId the workspace it must belong to
   * @param connectionId the connection; nothing happens if the workspace has no such one
   * @param attempt what happened; the store sets its time
   */
  void note(WorkspaceId workspaceId, ConnectionId connectionId, ConnectionAttempt attempt);

  /**
   * Tells the history of a connection.
   *
   * @param workspaceId the workspace it must belong to
   * @param connectionId the connection
   * @return the last {@value #HISTORY} entries, the newest first; empty if the workspace has no
   *     such connection
   */
  List<ConnectionAttempt> history(WorkspaceId workspaceId, ConnectionId connectionId);
}
