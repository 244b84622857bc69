package dev.patchbay.internal.refresh;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes what is due without anybody asking. Each second it begins an eighth of what is due, so
 * that what fell due in one second is not asked for in one; a service whose queue is not empty is
 * left to those who wait.
 */
final class BackgroundRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundRefresh.class);
  private static final int BATCH = 1000;
  private static final int SHARE = 8;
  private static final int LEAST = 2;

  private final RefreshParts parts;
  private final Flights flights;
  private final AtomicBoolean looking = new AtomicBoolean();

  BackgroundRefresh(RefreshParts parts, Flights flights) {
    this.parts = parts;
    this.flights = flights;
  }

  void start() {
    Future<?> unused =
        parts.engine().threads().timer().scheduleWithFixedDelay(this::hand, 1, 1, TimeUnit.SECONDS);
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

  void tick() {
    try {
      List<TokenSetKey> due = parts.vault().connections().findDue(BATCH);
      int share = Math.max(LEAST, (due.size() + SHARE - 1) / SHARE);
      due.stream().limit(share).forEach(this::begin);
    } catch (RuntimeException unavailable) {
      LOG.warn("What is due for a refresh is not known yet: {}", Faults.describe(unavailable));
    } finally {
      looking.set(false);
    }
  }

  /** Keeps what cannot be refreshed now from standing in the way of the rest. */
  private void postpone(Reading reading, Duration pause) {
    parts
        .vault()
        .connections()
        .recordFailure(
            reading.key(),
            reading.set().version(),
            RefreshFailure.builder(parts.engine().random().next())
                .uncounted()
                .retryIn(pause)
                .build());
  }

  private void begin(TokenSetKey key) {
    try {
      Reading reading = parts.readings().get(key);
      Optional<Duration> pause = parts.health().pause(parts.renewer().source(reading).endpoint());
      pause.ifPresentOrElse(left -> postpone(reading, left), () -> flights.begin(reading));
    } catch (IntegrationException gone) {
      LOG.debug("Connection {} is not refreshed ahead: {}", key.connectionId(), gone.code());
    }
  }
}
