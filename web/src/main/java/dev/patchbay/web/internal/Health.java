package dev.patchbay.web.internal;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.patchbay.SessionManager;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.SessionId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether the store answers. Whoever asks needs no key, so the store is asked by one request
 * at a time, once per second and node; the others get the answer of before, unless it is old.
 * Thread-safe.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final SessionId NOBODYS = SessionId.of("sess_health");
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
  private static final long OLD = TimeUnit.SECONDS.toNanos(5);

  private final SessionManager sessions;
  private final Ticker ticker;
  private final Lock asking = new ReentrantLock();
  private volatile Answer latest;

  /**
   * Asks through a manager.
   *
   * @param sessions the manager
   * @param ticker the time, in nanoseconds
   */
  public Health(SessionManager sessions, Ticker ticker) {
    this.sessions = sessions;
    this.ticker = ticker;
    this.latest = new Answer(Store.UP, ticker.read() - FRESH);
  }

  Reply check() {
    if (latest.age(ticker) >= FRESH && asking.tryLock()) {
      try {
        latest = new Answer(ask(), ticker.read());
      } finally {
        asking.unlock();
      }
    }
    Answer answer = latest;
    if (answer.store() == Store.DOWN || answer.age(ticker) > OLD) {
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

  private Store ask() {
    try {
      return sessions.findWorkspace(NOBODYS).isEmpty() ? Store.UP : Store.DOWN;
    } catch (IntegrationException down) {
      return Store.DOWN;
    } catch (RuntimeException | LinkageError fault) {
      LOG.error("The store cannot be asked whether it is up: {}", ErrorReplies.described(fault));
      return Store.DOWN;
    }
  }

  private enum Store {
    UP,
    DOWN
  }

  /** What the store was when it was asked last, and when that was. */
  private record Answer(Store store, long at) {
    private long age(Ticker ticker) {
      return ticker.read() - at;
    }
  }
}
