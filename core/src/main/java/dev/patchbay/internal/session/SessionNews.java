package dev.patchbay.internal.session;

import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionEvent;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionRecord;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what becomes of sessions: first those who wait, then the listeners, after the store. */
public final class SessionNews {
  private static final Logger LOG = LoggerFactory.getLogger(SessionNews.class);

  private final SessionStore store;
  private final SessionWaiters waiters;
  private final Listeners listeners;

  public SessionNews(SessionStore store, SessionWaiters waiters, Listeners listeners) {
    this.store = store;
    this.waiters = waiters;
    this.listeners = listeners;
  }

  /** Tells of a new session. */
  void created(Session session) {
    LOG.info(
        "Session {} of integration {} created{}",
        session.id(),
        session.integrationType(),
        session.browserBound() ? "" : ", not bound to a browser");
    SessionEvent event = SessionEvent.builder(session).build();
    listeners.tell(listener -> listener.sessionCreated(event));
  }

  /** Ends an exchanging session as failed; one that has ended meanwhile stays as it is. */
  Session fail(SessionRecord session, SessionFailure failure) {
    SessionEnd end = SessionEnd.builder(SessionStatus.FAILED).failure(failure).build();
    Optional<SessionRecord> ended = store.end(session.key(), end);
    ended.ifPresent(this::announce);
    return ended.or(() -> find(session)).orElse(session).session();
  }

  /**
   * Tells of a connection that was written together with the end of its session. Asks the store for
   * nothing: what fails from here on must not look like a failure of the write.
   */
  Session completed(SessionRecord session, ConnectionWrite write, Connection connection) {
    Session ended =
        session.session().toBuilder()
            .status(SessionStatus.COMPLETE)
            .connectionId(connection.id())
            .endedAt(connection.updatedAt())
            .build();
    announce(session.withSession(ended));
    listeners.written(write, connection);
    return ended;
  }

  /** Tells of a session that has ended in the store. */
  void announce(SessionRecord ended) {
    Session session = ended.session();
    waiters.wake(ended.key(), session);
    LOG.info(
        "Session {} of integration {} ended as {}{}",
        session.id(),
        session.integrationType(),
        session.status(),
        session.failure().map(failure -> " (" + failure.code() + ")").orElse(""));
    SessionEvent event = SessionEvent.builder(session).build();
    listeners.tell(
        listener -> {
          switch (session.status()) {
            case COMPLETE -> listener.sessionCompleted(event);
            case DENIED -> listener.sessionDenied(event);
            case EXPIRED -> listener.sessionExpired(event);
            default -> listener.sessionFailed(event);
          }
        });
  }

  private Optional<SessionRecord> find(SessionRecord session) {
    return store.find(session.session().workspaceId(), session.session().id());
  }
}
