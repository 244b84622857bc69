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
 * Asks again for an account that could not be identified, at growing intervals, until time is up.
 */
final class IdentityRetries {
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
  IdentityRetries(EngineThreads threads, Bulkheads bulkheads, Clock clock, Duration total) {
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
    boolean inTime = !clock.instant().plus(delay).isAfter(retry.since().plus(total));
    return inTime && start(delay, retry);
  }

  private Duration delay(int tries) {
    Duration longest = total.dividedBy(LONGEST_DELAYS_PER_TOTAL);
    Duration grown =
        total.dividedBy(FIRST_DELAYS_PER_TOTAL).multipliedBy(1L << Math.min(tries - 1, 16));
    return grown.compareTo(longest) < 0 ? grown : longest;
  }

  private boolean start(Duration delay, Retry retry) {
    try {
      Future<?> unused =
          threads.timer().schedule(() -> run(delay, retry), delay.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /** Runs on the timer; where the integration has no thread left, the try is put off once more. */
  private void run(Duration delay, Retry retry) {
    try {
      Future<?> unused = bulkheads.start(retry.integrationType(), retry.again());
    } catch (TemporaryFailureException busy) {
      start(delay, retry);
    }
  }

  /** A try to come, since when there have been any, and how long the service wants to be left. */
  record Retry(
      String integrationType, Instant since, Duration notBefore, Callable<Session> again) {}
}
