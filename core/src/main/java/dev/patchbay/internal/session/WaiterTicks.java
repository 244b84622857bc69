package dev.patchbay.internal.session;

import dev.patchbay.internal.concurrent.EngineThreads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one task while anyone waits, at the smallest interval that was asked for since the last time
 * nobody did.
 */
final class WaiterTicks {
  private static final long SHORTEST_MILLIS = 250;

  private final EngineThreads threads;
  private final Runnable task;
  private long everyMillis = Long.MAX_VALUE;
  private @Nullable Future<?> scheduled;

  WaiterTicks(EngineThreads threads, Runnable task) {
    this.threads = threads;
    this.task = task;
  }

  synchronized void atLeastEvery(Duration interval) {
    long millis = Math.max(SHORTEST_MILLIS, interval.toMillis());
    if (millis >= everyMillis) {
      return;
    }
    stop();
    everyMillis = millis;
    try {
      scheduled = threads.timer().scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      everyMillis = Long.MAX_VALUE;
    }
  }

  /** Stops if nobody waits any more; who begins to wait meanwhile starts it again. */
  synchronized void stopIf(BooleanSupplier idle) {
    if (idle.getAsBoolean()) {
      stop();
    }
  }

  private void stop() {
    if (scheduled != null) {
      scheduled.cancel(false);
    }
    scheduled = null;
    everyMillis = Long.MAX_VALUE;
  }
}
