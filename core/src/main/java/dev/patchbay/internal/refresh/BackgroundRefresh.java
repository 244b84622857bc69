package dev.patchbay.internal.refresh;

import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.refresh.RefreshFlight.Cause;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.store.TokenSetKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes without anybody asking. What cannot be refreshed now is left out for a while, so that
 * it stands in nobody's way; a service whose queue is not empty is left to those who wait.
 */
final class BackgroundRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundRefresh.class);
  private static final int BATCH = 1000;
  private static final int MAX_LEFT_OUT = 10_000;
  private static final int LEAST = 2;
  private static final Duration WHILE_BUSY = Duration.ofSeconds(2);
  private static final Duration WHILE_FAILING = Duration.ofSeconds(30);

  private final RefreshParts parts;
  private final Flights flights;
  private final Search search;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Map<TokenSetKey, Long> leftOutUntil = new ConcurrentHashMap<>();

  BackgroundRefresh(RefreshParts parts, Flights flights, Search search) {
    this.parts = parts;
    this.flights = flights;
    this.search = search;
  }

  void start() {
    Future<?> unused =
        parts
            .engine()
            .threads()
            .timer()
            .scheduleWithFixedDelay(this::hand, search.seconds, search.seconds, TimeUnit.SECONDS);
  }

  private void hand() {
    if (looking.compareAndSet(false, true)) {
      try {
        parts.engine().threads().workers().execute(this::tick);
      } catch (RejectedExecutionException closed) {
        looking.set(false);
      }
    }
  }

  private void tick() {
    try {
      long now = parts.engine().time().nanos();
      leftOutUntil.values().removeIf(until -> until - now <= 0);
      // As many more as are left out: those have been due longest, and come first.
      List<TokenSetKey> due =
          search.find(parts.vault().connections(), BATCH + leftOutUntil.size()).stream()
              .filter(key -> !leftOutUntil.containsKey(key))
              .toList();
      int share = Math.max(LEAST, (due.size() + search.share - 1) / search.share);
      due.stream().limit(share).forEach(this::begin);
    } catch (RuntimeException | LinkageError | StackOverflowError unavailable) {
      LOG.warn("What is due for a refresh is not known yet: {}", Faults.describe(unavailable));
    } finally {
      looking.set(false);
    }
  }

  private void begin(TokenSetKey key) {
    try {
      Reading reading = parts.readings().get(key);
      if (!search.suits(reading)) {
        return;
      }
      Optional<Duration> pause = parts.health().pause(parts.renewer().source(reading).endpoint());
      if (pause.isPresent()) {
        leaveOut(key, pause.get());
      } else {
        begin(reading);
      }
    } catch (RuntimeException | LinkageError | StackOverflowError impossible) {
      LOG.debug("{} is not refreshed ahead: {}", key, Faults.describe(impossible));
      leaveOut(key, WHILE_FAILING);
    }
  }

  private void begin(Reading reading) {
    Optional<CompletableFuture<Credentials>> refresh = flights.begin(reading, Cause.DUE);
    if (refresh.isEmpty()) {
      leaveOut(reading.key(), WHILE_BUSY);
      return;
    }
    CompletableFuture<Credentials> unused =
        refresh
            .get()
            .whenComplete(
                (credentials, failure) -> {
                  if (failure != null) {
                    leaveOut(reading.key(), WHILE_FAILING);
                  }
                });
  }

  private void leaveOut(TokenSetKey key, Duration pause) {
    if (leftOutUntil.size() < MAX_LEFT_OUT) {
      leftOutUntil.put(key, parts.engine().time().nanos() + pause.toNanos());
    }
  }

  /** What is looked for. */
  enum Search {
    /** Each second an eighth of it, so that what fell due in one is not asked for in one. */
    DUE(1, 8) {
      @Override
      List<TokenSetKey> find(ConnectionStore store, int batch) {
        return store.findDue(batch);
      }

      @Override
      boolean suits(Reading reading) {
        return reading.set().dueAt().filter(due -> !due.isAfter(reading.now())).isPresent();
      }
    },
    /** Soon and all of it: what was interrupted can be repaired for a short time only. */
    INTERRUPTED(5, 1) {
      @Override
      List<TokenSetKey> find(ConnectionStore store, int batch) {
        return store.findInterrupted(batch);
      }

      @Override
      boolean suits(Reading reading) {
        return reading.set().lease().isPresent();
      }
    };

    private final int seconds;
    private final int share;

    Search(int seconds, int share) {
      this.seconds = seconds;
      this.share = share;
    }

    abstract List<TokenSetKey> find(ConnectionStore store, int batch);

    /** {@return whether it is still so; another node may have been faster} */
    abstract boolean suits(Reading reading);
  }
}
