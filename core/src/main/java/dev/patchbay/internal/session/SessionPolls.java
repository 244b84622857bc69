package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.SessionFailedException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Reads sessions, and waits for their outcome. */
public final class SessionPolls {
  private final SessionStore store;
  private final SessionWaiters waiters;

  public SessionPolls(SessionStore store, SessionWaiters waiters) {
    this.store = store;
    this.waiters = waiters;
  }

  /** Gets a session; see {@code SessionManager.get}. */
  public Session get(WorkspaceId workspaceId, SessionId sessionId) {
    Arguments.workspace(workspaceId);
    Arguments.present("sessionId", sessionId);
    return store
        .find(workspaceId, sessionId)
        .map(SessionRecord::session)
        .orElseThrow(SessionWaiters::notFound);
  }

  /** Finds a session's workspace; see {@code SessionManager.findWorkspace}. */
  public Optional<WorkspaceId> findWorkspace(SessionId sessionId) {
    return store.findWorkspace(Arguments.present("sessionId", sessionId));
  }

  /** Waits without a thread; see {@code SessionManager.pollAsync}. */
  public CompletableFuture<SessionOutcome> pollAsync(SessionKey key, PollOptions options) {
    check(key);
    return look(key, waiters.await(key, Arguments.poll(options)));
  }

  private static void check(SessionKey key) {
    Arguments.workspace(key.workspaceId());
    Arguments.present("sessionId", key.sessionId());
  }

  private CompletableFuture<SessionOutcome> look(SessionKey key, CompletableFuture<Session> end) {
    CompletableFuture<SessionOutcome> outcome = end.thenApply(SessionPolls::outcome);
    // Cancelling what the caller holds must end the wait behind it.
    Future<?> unused = outcome.whenComplete((done, failure) -> end.cancel(false));
    try {
      Session now = get(key.workspaceId(), key.sessionId());
      if (now.isEnded()) {
        end.complete(now);
      }
    } catch (RuntimeException failure) {
      end.completeExceptionally(failure);
    }
    return outcome;
  }

  /** Waits on the calling thread; see {@code SessionManager.poll}. */
  public SessionOutcome poll(SessionKey key, PollOptions options) {
    check(key);
    CompletableFuture<SessionOutcome> outcome =
        look(key, waiters.awaitHere(key, Arguments.poll(options)));
    try {
      return outcome.get();
    } catch (InterruptedException interrupted) {
      outcome.cancel(false);
      Thread.currentThread().interrupt();
      throw interrupted(key);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof IntegrationException known
          ? known
          : new IllegalStateException("A poll failed by a fault here", failure.getCause());
    }
  }

  private static SessionOutcome outcome(Session session) {
    if (session.status() != SessionStatus.COMPLETE && session.status() != SessionStatus.DENIED) {
      throw SessionFailures.exception(session);
    }
    return SessionOutcome.builder(session.id(), session.status())
        .connectionId(session.connectionId().orElse(null))
        .build();
  }

  private static SessionFailedException interrupted(SessionKey key) {
    return new SessionFailedException(
        ErrorDetail.builder(
                ErrorCode.POLL_INTERRUPTED,
                "The thread that waited for the session was interrupted; the session goes on, and"
                    + " can be polled again")
            .sessionId(key.sessionId())
            .build());
  }
}
