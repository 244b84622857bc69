package dev.patchbay.internal.refresh;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try, with full jitter: anything between a tenth and the whole of
 * a cap that doubles each time.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">
 *     Timeouts, retries and backoff with jitter</a>
 */
final class Backoff {
  /** Within one call: 500 ms, one second. */
  static final Backoff WITHIN_CALL = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(2));

  /**
   * After an outage, which the breaker keeps the other nodes and connections from feeding: short,
   * so that a service that is back is not shunned.
   */
  static final Backoff OF_OUTAGE = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(1));

  /** After a refusal that nobody can explain, and that may well be about this connection. */
  static final Backoff OF_RIDDLE = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15));

  private static final int MAX_DOUBLINGS = 16;
  private static final double LEAST = 0.1;

  private final Duration base;
  private final Duration longest;

  private Backoff(Duration base, Duration longest) {
    this.base = base;
    this.longest = longest;
  }

  /**
   * Draws a wait.
   *
   * @param failures how many tries failed before this one
   * @param random gives a number from 0 to 1
   * @return the wait, at least a tenth of its cap
   */
  Duration next(int failures, DoubleSupplier random) {
    Duration grown = base.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    Duration cap = grown.compareTo(longest) < 0 ? grown : longest;
    double part = LEAST + (1 - LEAST) * random.getAsDouble();
    return Duration.ofMillis((long) (cap.toMillis() * part));
  }
}
