package dev.patchbay.internal.http;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Goes off when a time is over, unless it is cancelled; can be set again. Thread-safe. */
final class Alarm {
  private final ScheduledExecutorService scheduler;
  private final Duration after;
  private final Runnable action;
  private @Nullable ScheduledFuture<?> pending;

  Alarm(ScheduledExecutorService scheduler, Duration after, Runnable action) {
    this.scheduler = scheduler;
    this.after = after;
    this.action = action;
  }

  /** Starts to count from now. */
  synchronized void start() {
    cancel();
    pending = scheduler.schedule(action, after.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Starts to count if it does not yet. */
  synchronized void startOnce() {
    if (pending == null) {
      start();
    }
  }

  synchronized void cancel() {
    if (pending != null) {
      pending.cancel(false);
    }
  }

  /** Whether the time is over, even if the scheduler is late. */
  synchronized boolean isDue() {
    return pending != null && pending.getDelay(TimeUnit.NANOSECONDS) <= 0;
  }
}
