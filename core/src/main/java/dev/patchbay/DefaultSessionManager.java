package dev.patchbay;

import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.session.SessionEngine;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SessionKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Hands everything to the engine, as long as the registry is open. */
final class DefaultSessionManager implements SessionManager {
  private final SessionEngine engine;
  private final OpenCheck open;

  DefaultSessionManager(SessionEngine engine, OpenCheck open) {
    this.engine = engine;
    this.open = open;
  }

  @Override
  public Session create(SessionRequest request) {
    open.check();
    return engine.creation().create(Arguments.present("request", request));
  }

  @Override
  public Session get(WorkspaceId workspaceId, SessionId sessionId) {
    open.check();
    return engine.polls().get(workspaceId, sessionId);
  }

  @Override
  public Optional<WorkspaceId> findWorkspace(SessionId sessionId) {
    open.check();
    return engine.polls().findWorkspace(sessionId);
  }

  @Override
  public SessionOutcome poll(WorkspaceId workspaceId, SessionId sessionId, PollOptions options) {
    open.check();
    return engine.polls().poll(key(workspaceId, sessionId), options);
  }

  @Override
  public CompletableFuture<SessionOutcome> pollAsync(
      WorkspaceId workspaceId, SessionId sessionId, PollOptions options) {
    open.check();
    return engine.polls().pollAsync(key(workspaceId, sessionId), options);
  }

  @Override
  public CallbackResult completeCallback(CallbackRequest request) {
    open.check();
    return engine.callbacks().complete(Arguments.present("request", request));
  }

  @Override
  public CompletableFuture<CallbackResult> completeCallbackAsync(CallbackRequest request) {
    open.check();
    return engine.callbacks().completeAsync(Arguments.present("request", request));
  }

  private static SessionKey key(WorkspaceId workspaceId, SessionId sessionId) {
    return new SessionKey(
        Arguments.present("workspaceId", workspaceId), Arguments.present("sessionId", sessionId));
  }
}
