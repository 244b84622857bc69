package dev.patchbay.web.internal;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.patchbay.SessionManager;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.SessionId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether the store answers. Whoever asks needs no key, so that the store is asked once per
 * second and node, however many ask.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final SessionId NOBODYS = SessionId.of("sess_health");
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final LoadingCache<SessionId, Boolean> up;

  /**
   * Asks through a manager.
   *
   * @param sessions the manager
   * @param ticker the time, in nanoseconds
   */
  public Health(SessionManager sessions, Ticker ticker) {
    this.up =
        Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .ticker(ticker)
            .executor(Runnable::run)
            .build(id -> isUp(sessions, id));
  }

  private static boolean isUp(SessionManager sessions, SessionId id) {
    try {
      return sessions.findWorkspace(id).isEmpty();
    } catch (IntegrationException down) {
      return false;
    } catch (RuntimeException | LinkageError fault) {
      LOG.error("The store cannot be asked whether it is up: {}", ErrorReplies.described(fault));
      return false;
    }
  }

  Reply check() {
    if (!up.get(NOBODYS)) {
      throw new Refusal(ErrorCode.STORE_UNAVAILABLE, "down");
    }
    return Json.success(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "up");
          json.writeEndObject();
        });
  }
}
