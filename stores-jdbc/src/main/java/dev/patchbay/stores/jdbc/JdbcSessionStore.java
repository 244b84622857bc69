package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.SessionStore;
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
import dev.patchbay.spi.store.WriteStatus;
import dev.patchbay.stores.jdbc.SessionTable.Found;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions in the database. */
final class JdbcSessionStore implements SessionStore {
  private static final int EXPIRED_AT_ONCE = 64;

  private final Transactions transactions;

  JdbcSessionStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Says full only if no expired session holds a place. */
  @Override
  public Optional<SessionRecord> create(SessionRecord session, SessionLimits limits) {
    Optional<SessionRecord> created = tryCreate(session, limits);
    boolean more = true;
    while (created.isEmpty() && more) {
      more = expireSome() > 0;
      created = tryCreate(session, limits);
    }
    return created;
  }

  private Optional<SessionRecord> tryCreate(SessionRecord session, SessionLimits limits) {
    return transactions.together(
        "Creating a session",
        work -> {
          Optional<SessionRecord> created = create(work, session, limits);
          if (created.isEmpty()) {
            work.undo();
          }
          return created;
        });
  }

  private static Optional<SessionRecord> create(
      Work work, SessionRecord session, SessionLimits limits) throws SQLException {
    Optional<Instant> now =
        SessionCounts.takePlace(
            work, session.session().workspaceId(), limits.pendingPerWorkspace());
    if (now.isEmpty()) {
      return Optional.empty();
    }
    SessionRecord begun = begun(session, now.get(), limits);
    Query insertion = SessionTable.insertion(work, begun);
    insertion.updateWithNext();
    Optional<Instant> placed = SessionCounts.takePlaceInTotal(work, limits.pendingInTotal());
    if (insertion.changed() == 0) {
      throw new IllegalStateException(
          "Session \"%s\" was to be created, but its id or state is in use; use fresh random ones."
              .formatted(begun.session().id()));
    }
    return placed.map(taken -> begun);
  }

  private static SessionRecord begun(SessionRecord session, Instant now, SessionLimits limits) {
    Instant end = now.plus(limits.life()).truncatedTo(ChronoUnit.MICROS);
    return session.withSession(session.session().toBuilder().createdAt(now).expiresAt(end).build());
  }

  private int expireSome() {
    return transactions.together(
        "Expiring sessions", work -> SessionSweep.expire(work, EXPIRED_AT_ONCE));
  }

  @Override
  public Optional<SessionRecord> find(WorkspaceId workspaceId, SessionId sessionId) {
    SessionKey key = new SessionKey(workspaceId, sessionId);
    return transactions.alone("Finding a session", work -> SessionTable.find(work, key));
  }

  @Override
  public Optional<WorkspaceId> findWorkspace(SessionId sessionId) {
    return transactions.alone(
        "Finding the workspace of a session", work -> SessionTable.findWorkspace(work, sessionId));
  }

  @Override
  public Map<SessionKey, Session> findAll(Collection<SessionKey> keys) {
    Set<SessionKey> wanted = new HashSet<>(keys);
    Map<SessionKey, Session> found = new HashMap<>();
    if (!wanted.isEmpty()) {
      transactions
          .alone("Finding sessions", work -> SessionTable.findAll(work, wanted))
          .forEach(it -> found.put(it.key(), it.session()));
    }
    found.keySet().retainAll(wanted);
    return found;
  }

  @Override
  public Optional<SessionRecord> findByState(String stateHash) {
    return transactions.alone(
        "Finding the session of a state", work -> SessionTable.findByState(work, stateHash));
  }

  @Override
  public Optional<SessionRecord> claim(SessionClaim claim) {
    return transactions.together(
        "Claiming a session",
        work -> {
          Optional<SessionRecord> claimed = SessionTable.claim(work, claim);
          return claimed.isPresent()
              ? Optional.of(claimed(work, claimed.get(), claim.end()))
              : claimed;
        });
  }

  private static SessionRecord claimed(Work work, SessionRecord claimed, Optional<SessionEnd> end)
      throws SQLException {
    SessionKey key = claimed.key();
    SessionRecord after = claimed;
    if (end.isPresent()) {
      SessionRecord ended = SessionTable.end(work, key, end.get()).orElseThrow();
      after = ended.toBuilder().sealedVerifier(claimed.sealedVerifier().orElse(null)).build();
    } else {
      SessionTable.forgetVerifier(work, key);
    }
    SessionCounts.free(work, key.workspaceId());
    return after;
  }

  @Override
  public boolean stage(SessionKey key, Sealed grant) {
    return transactions.alone("Staging a grant", work -> SessionTable.stage(work, key, grant));
  }

  @Override
  public Optional<SessionRecord> end(SessionKey key, SessionEnd end) {
    return transactions.alone("Ending a session", work -> SessionTable.end(work, key, end));
  }

  @Override
  public void forgetGrant(SessionKey key) {
    transactions.alone(
        "Forgetting a grant",
        work -> {
          SessionTable.forgetGrant(work, key);
          return true;
        });
  }

  @Override
  public List<SessionRecord> takeGrants(Duration age, int batch) {
    return transactions.together(
        "Taking over staged grants", work -> SessionSweep.takeGrants(work, age, batch));
  }

  @Override
  public WriteOutcome complete(SessionKey key, ConnectionWrite write) {
    if (!write.connection().workspaceId().equals(key.workspaceId())) {
      throw new IllegalArgumentException(
          "Session \"%s\" was to be completed, but connection \"%s\" is of another workspace; both"
                  .formatted(key.sessionId(), write.connection().id())
              + " must be of one.");
    }
    return transactions.together(
        "Completing a session",
        work -> {
          WriteOutcome outcome =
              SessionTable.complete(work, key, write.connection().id())
                  ? ConnectionWriting.write(work, write)
                  : WriteOutcome.gone();
          if (outcome.status() != WriteStatus.DONE) {
            work.undo();
          }
          return outcome;
        });
  }

  @Override
  public List<Session> purge(WorkspaceId workspaceId, int batch) {
    return transactions.together(
        "Purging sessions",
        work -> {
          List<Found> found = SessionTable.delete(work, workspaceId, batch);
          SessionCounts.free(
              work, found.stream().filter(Found::waiting).map(it -> workspaceId).toList());
          SessionCounts.forget(work, workspaceId);
          return found.stream().map(it -> it.session().session()).toList();
        });
  }

  @Override
  public SweepReport sweep(SweepLimits limits) {
    int batch = limits.batch();
    List<SessionRecord> ended = new ArrayList<>();
    ended.addAll(
        transactions.together(
            "Sweeping expired sessions", work -> SessionSweep.tellOfExpired(work, batch)));
    int abandoned = batch - ended.size();
    ended.addAll(
        transactions.together(
            "Sweeping abandoned exchanges",
            work -> SessionSweep.endAbandoned(work, limits.exchangeLife(), abandoned)));
    int over = batch - ended.size();
    int removed =
        transactions.together(
            "Sweeping sessions that are over",
            work -> SessionSweep.forgetOver(work, limits.keepEnded(), over));
    return SweepReport.of(ended, removed);
  }
}
