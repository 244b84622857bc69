package dev.patchbay.web.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.patchbay.SessionManager;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.Principal;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads sessions for those who poll: what is pending is answered from memory for a second, so that
 * the store is asked once per second, session and node. Thread-safe.
 */
public final class SessionReads {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MAX_SESSIONS = 100_000;

  private final SessionManager sessions;
  private final Cache<SessionId, Session> pending;

  /**
   * Reads from a manager.
   *
   * @param sessions the manager
   * @param ticker the time, in nanoseconds
   */
  public SessionReads(SessionManager sessions, Ticker ticker) {
    this.sessions = sessions;
    this.pending =
        Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(MAX_SESSIONS)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** {@return the session, if it is in a workspace that the principal sees} */
  Optional<Session> find(Principal principal, SessionId id) {
    Optional<Session> known = Optional.ofNullable(pending.getIfPresent(id));
    if (known.isPresent()) {
      return known.filter(session -> isIn(session, principal));
    }
    Optional<Session> session =
        principal.workspaceId().or(() -> sessions.findWorkspace(id)).flatMap(in -> find(in, id));
    session.filter(found -> !found.isEnded()).ifPresent(found -> pending.put(id, found));
    return session;
  }

  private static boolean isIn(Session session, Principal principal) {
    return principal.workspaceId().map(session.workspaceId()::equals).orElse(true);
  }

  private Optional<Session> find(WorkspaceId workspaceId, SessionId id) {
    try {
      return Optional.of(sessions.get(workspaceId, id));
    } catch (NotFoundException gone) {
      return Optional.empty();
    }
  }

  /** Forgets a session that has gone on. */
  void forget(SessionId id) {
    pending.invalidate(id);
  }
}
