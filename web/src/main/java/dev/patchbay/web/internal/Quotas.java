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
  private final Window<WorkspaceId> verifications;
  private final Window<SessionId> reads;

  /**
   * Takes the limits.
   *
   * @param limits how often
   * @param ticker the time, in nanoseconds
   */
  public Quotas(Limits limits, Ticker ticker) {
    this.creations = new Window<>(limits.sessionsPerMinute(), Duration.ofMinutes(1), ticker);
    this.verifications =
        new Window<>(limits.verificationsPerMinute(), Duration.ofMinutes(1), ticker);
    this.reads = new Window<>(limits.readsPerSecond(), Duration.ofSeconds(1), ticker);
  }

  void creation(WorkspaceId workspaceId) {
    creations.pass(
        workspaceId, "This workspace has created as many sessions in a minute as it may");
  }

  void verification(WorkspaceId workspaceId) {
    verifications.pass(
        workspaceId, "This workspace has had as many credentials verified in a minute as it may");
  }

  void read(SessionId sessionId) {
    reads.pass(sessionId, "This session was read as often in a second as it may be");
  }

  /**
   * How often something may be asked.
   *
   * @param sessionsPerMinute how many sessions a workspace may create in a minute
   * @param verificationsPerMinute how many credentials a workspace may have verified in a minute
   * @param readsPerSecond how often one session may be read in a second
   */
  public record Limits(int sessionsPerMinute, int verificationsPerMinute, int readsPerSecond) {}

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
