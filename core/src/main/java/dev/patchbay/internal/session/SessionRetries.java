package dev.patchbay.internal.session;

import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.model.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Tries again what a session needs and could not have: its account from the service, or a step of
 * the store. At growing intervals, until time is up.
 */
final class SessionRetries {
  private static final int FIRST_DELAYS_PER_TOTAL = 300;
  private static final int LONGEST_DELAYS_PER_TOTAL = 10;

  private final EngineThreads threads;
  private final Bulkheads bulkheads;
  private final Clock clock;
  private final Duration total;

  /**
   * Takes how long to try: the first interval is a 300th of it (one second of five minutes), each
   * further one twice as long, the longest a tenth of it.
   */
  SessionRetries(EngineThreads threads, Bulkheads bulkheads, Clock clock, Duration total) {
    this.threads = threads;
    this.bulkheads = bulkheads;
    this.clock = clock;
    this.total = total;
  }

  /**
   * Schedules one more try.
   *
   * @param retry the try, and since when there have been any
   * @param tries how many tries there have been
   * @return whether there will be one; if not, time is up or the registry is closing
   */
  boolean schedule(Retry retry, int tries) {
    Duration own = delay(tries);
    Duration delay = own.compareTo(retry.notBefore()) > 0 ? own : retry.notBefore();
    return isInTime(retry.since(), delay) && start(delay, retry);
  }

  /** {@return whether a try after a delay comes before time is up} */
  boolean isInTime(Instant since, Duration delay) {
    return !clock.instant().plus(delay).isAfter(since.plus(total));
  }

  private Duration delay(int tries) {
    Duration grown =
        total.dividedBy(FIRST_DELAYS_PER_TOTAL).multipliedBy(1L << Math.min(tries - 1, 16));
    return atMostLongest(grown);
  }

  private Duration atMostLongest(Duration delay) {
    Duration longest = total.dividedBy(LONGEST_DELAYS_PER_TOTAL);
    return delay.compareTo(longest) < 0 ? delay : longest;
  }

  /** A long delay is cut, so that the others see that somebody works at it. */
  private boolean start(Duration delay, Retry retry) {
    Duration first = atMostLongest(delay);
    try {
      Future<?> unused =
          threads
              .timer()
              .schedule(
                  () -> run(delay.minus(first), retry), first.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /** Runs on the timer; where the integration has no thread left, the try is put off once more. */
  private void run(Duration left, Retry retry) {
    try {
      Future<?> unused =
          bulkheads.start(
              retry.integrationType(),
              () -> left.isZero() ? retry.again().call() : waitOn(left, retry));
    } catch (TemporaryFailureException busy) {
      start(left.plus(delay(1)), retry);
    }
  }

  private boolean waitOn(Duration left, Retry retry) {
    try {
      retry.meanwhile().run();
    } finally {
      start(left, retry);
    }
    return true;
  }

  /**
   * A try to come.
   *
   * @param integrationType whose bulkhead it runs in
   * @param since when there were tries first
   * @param notBefore how long the service wants to be left
   * @param meanwhile is run from time to time while it has to wait
   * @param again the try
   */
  record Retry(
      String integrationType,
      Instant since,
      Duration notBefore,
      Runnable meanwhile,
      Callable<Session> again) {}
}
