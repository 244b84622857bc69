package dev.patchbay.spi;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.SweepReport;
import dev.patchbay.spi.store.WriteOutcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps sessions, in atomic and conditional steps. Incubating. Thread-safe.
 *
 * <p>A pending session whose time is over reads as expired, swept or not. A session's path is
 * {@code PENDING → (claimed, exchanging) → COMPLETE | FAILED}, or from {@code PENDING} straight to
 * {@code DENIED}, {@code FAILED} or {@code EXPIRED}.
 */
public interface SessionStore {

  /**
   * Inserts a session, unless a limit is reached.
   *
   * @param session the session; its times are set here
   * @param limits its life, and how many pending sessions there may be
   * @return the session with its times; empty if a limit is reached
   */
  Optional<SessionRecord> create(SessionRecord session, SessionLimits limits);

  /**
   * Finds a session.
   *
   * @param workspaceId the workspace it must belong to
   * @param sessionId the session
   * @return the session; empty if the workspace has no such one
   */
  Optional<SessionRecord> find(WorkspaceId workspaceId, SessionId sessionId);

  /**
   * Finds the workspace of a session, whoever asks: for callers that may see all workspaces, who
   * then ask for the session in that one.
   *
   * @param sessionId the session
   * @return its workspace; empty if there is no such session
   */
  Optional<WorkspaceId> findWorkspace(SessionId sessionId);

  /**
   * Finds many sessions in one query, for those who wait.
   *
   * @param keys the sessions with their workspaces
   * @return those that are there
   */
  Map<SessionKey, Session> findAll(Collection<SessionKey> keys);

  /**
   * Finds the session of a state, in whatever workspace: a callback knows nothing else.
   *
   * @param stateHash the SHA-256 of the state, in base64url
   * @return the session, ended or not; empty if there is none
   */
  Optional<SessionRecord> findByState(String stateHash);

  /**
   * Takes a pending session, in one atomic step on the condition that state hash, integration and
   * binding are the claim's and its time is not over. A session that is not bound takes any
   * binding. Of many claims at once one succeeds. The verifier leaves the store with the session.
   *
   * @param claim which session, and where to
   * @return the session as it is now, with the verifier it had; empty if there is none to take
   */
  Optional<SessionRecord> claim(SessionClaim claim);

  /**
   * Keeps the grant of an exchanging session until its account is identified. Called again, it says
   * that somebody works at it still.
   *
   * @param key the session
   * @param grant the sealed grant
   * @return whether the session was exchanging
   */
  boolean stage(SessionKey key, Sealed grant);

  /**
   * Ends an exchanging session without a connection. Its grant stays, to be revoked, until {@link
   * #forgetGrant}.
   *
   * @param key the session
   * @param end how it ends
   * @return the session as it is now; empty if it was not exchanging
   */
  Optional<SessionRecord> end(SessionKey key, SessionEnd end);

  /**
   * Forgets the grant of an ended session. Idempotent.
   *
   * @param key the session; nothing happens if it has no grant, or has not ended
   */
  void forgetGrant(SessionKey key);

  /**
   * Takes over staged grants that nobody works at: of exchanging sessions, to go on with, and of
   * ended ones, to be revoked. Who takes one has it for the same time. Over all workspaces.
   *
   * @param age how long ago the grant was staged, its session ended, or it was taken
   * @param batch how many at most
   * @return the sessions with their grants, the one that was left longest first
   */
  List<SessionRecord> takeGrants(Duration age, int batch);

  /**
   * Ends an exchanging session and writes its connection, both or neither; on the conditions of
   * {@link ConnectionStore#write}.
   *
   * @param key the session
   * @param write the connection
   * @return what came of it; {@code GONE} also if the session was not exchanging
   * @throws IllegalArgumentException if the connection is of another workspace than the session
   */
  WriteOutcome complete(SessionKey key, ConnectionWrite write);

  /**
   * Erases sessions of a workspace, whatever their state, with everything they hold; no sweep tells
   * of them. Called again until it returns none, which it does only if none is left.
   *
   * @param workspaceId the workspace
   * @param batch how many at most
   * @return those that were erased, as they last stood, without their secrets
   */
  List<Session> purge(WorkspaceId workspaceId, int batch);

  /**
   * Ends sessions whose time is over, ends as {@code exchange_outcome_unknown} those left behind
   * while exchanging and without a grant, and forgets ended ones. Over all workspaces.
   *
   * @param limits how old, and how many at most
   * @return what was done
   */
  SweepReport sweep(SweepLimits limits);
}
