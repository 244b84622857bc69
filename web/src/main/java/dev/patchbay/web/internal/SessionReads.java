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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Reads sessions for those who poll: what was read is answered from memory for a second, so that
 * the store is asked once per second, session and node. Thread-safe.
 */
public final class SessionReads {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MAX_SESSIONS = 100_000;

  private final SessionManager sessions;
  private final Cache<SessionId, Session> recent;

  /** A session stays where it is, so that its workspace is looked for once. */
  private final Cache<SessionId, WorkspaceId> homes;

  private final ConcurrentMap<Reading, CompletableFuture<Optional<Session>>> running =
      new ConcurrentHashMap<>();

  /**
   * Reads from a manager.
   *
   * @param sessions the manager
   * @param ticker the time, in nanoseconds
   */
  public SessionReads(SessionManager sessions, Ticker ticker) {
    this.sessions = sessions;
    this.recent = cache(FRESH, ticker);
    this.homes = cache(REMEMBERED, ticker);
  }

  private static <V> Cache<SessionId, V> cache(Duration life, Ticker ticker) {
    return Caffeine.newBuilder()
        .expireAfterWrite(life)
        .maximumSize(MAX_SESSIONS)
        .ticker(ticker)
        .executor(Runnable::run)
        .build();
  }

  /**
   * {@return the session, if it is in a workspace that the principal sees; for one in another
   * workspace the store is asked, as for one that nobody knows}
   */
  Optional<Session> find(Principal principal, SessionId id) {
    Reading reading = new Reading(principal.workspaceId(), id);
    Optional<Session> known = known(reading);
    return known.isPresent() ? known : readOnce(reading);
  }

  private Optional<Session> known(Reading reading) {
    return Optional.ofNullable(recent.getIfPresent(reading.id())).filter(reading::sees);
  }

  /** Who asks while another one reads the same waits for what that one finds. */
  private Optional<Session> readOnce(Reading reading) {
    CompletableFuture<Optional<Session>> own = new CompletableFuture<>();
    CompletableFuture<Optional<Session>> other = running.putIfAbsent(reading, own);
    if (other != null) {
      return join(other);
    }
    try {
      own.complete(read(reading));
    } catch (RuntimeException | Error failure) {
      own.completeExceptionally(failure);
    } finally {
      running.remove(reading, own);
    }
    return join(own);
  }

  private static <T> T join(CompletableFuture<T> reading) {
    try {
      return reading.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException known ? known : failure;
    }
  }

  private Optional<Session> read(Reading reading) {
    SessionId id = reading.id();
    Optional<Session> known = known(reading); // read between the look before and now
    if (known.isPresent()) {
      return known;
    }
    Optional<Session> session =
        reading.workspaceId().or(() -> home(id)).flatMap(in -> find(in, id));
    session.ifPresent(found -> recent.put(id, found));
    return session;
  }

  private Optional<WorkspaceId> home(SessionId id) {
    Optional<WorkspaceId> known = Optional.ofNullable(homes.getIfPresent(id));
    Optional<WorkspaceId> home = known.or(() -> sessions.findWorkspace(id));
    home.ifPresent(found -> homes.put(id, found));
    return home;
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
    recent.invalidate(id);
  }

  /**
   * One that is going on.
   *
   * @param workspaceId the only workspace to look in; empty for all
   * @param id which session is read
   */
  private record Reading(Optional<WorkspaceId> workspaceId, SessionId id) {
    private boolean sees(Session session) {
      return workspaceId.map(session.workspaceId()::equals).orElse(true);
    }
  }
}
