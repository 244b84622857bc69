package dev.patchbay.web.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How often something may be asked on this node. Thread-safe. */
public final class Quotas {
  private final Window<WorkspaceId> creations;
  private final Window<SessionId> reads;

  /**
   * Takes the limits.
   *
   * @param sessionsPerMinute how many sessions a workspace may create in a minute
   * @param readsPerSecond how often one session may be read in a second
   * @param ticker the time, in nanoseconds
   */
  public Quotas(int sessionsPerMinute, int readsPerSecond, Ticker ticker) {
    this.creations = new Window<>(sessionsPerMinute, Duration.ofMinutes(1), ticker);
    this.reads = new Window<>(readsPerSecond, Duration.ofSeconds(1), ticker);
  }

  void creation(WorkspaceId workspaceId) {
    creations.pass(
        workspaceId, "This workspace has created as many sessions in a minute as it may");
  }

  void read(SessionId sessionId) {
    reads.pass(sessionId, "This session was read as often in a second as it may be");
  }

  /** Counts per key since the first one of it, and forgets the count after a while. */
  private static final class Window<K> {
    private static final int MAX_KEYS = 100_000;

    private final int limit;
    private final Duration length;
    private final Cache<K, AtomicInteger> counts;

    private Window(int limit, Duration length, Ticker ticker) {
      this.limit = limit;
      this.length = length;
      this.counts =
          Caffeine.newBuilder()
              .expireAfterWrite(length)
              .maximumSize(MAX_KEYS)
              .ticker(ticker)
              .executor(Runnable::run)
              .build();
    }

    private void pass(K key, String exhausted) {
      if (counts.get(key, unused -> new AtomicInteger()).incrementAndGet() > limit) {
        throw new Refusal(
            ErrorCode.QUOTA_EXCEEDED,
            exhausted + "; ask again after 'retry-after' seconds.",
            Map.of("retry-after", String.valueOf(secondsLeft(key))));
      }
    }

    private long secondsLeft(K key) {
      long age =
          counts
              .policy()
              .expireAfterWrite()
              .map(rule -> rule.ageOf(key, TimeUnit.SECONDS).orElse(0))
              .orElse(0L);
      return Math.max(1, length.toSeconds() - age);
    }
  }
}
