package dev.patchbay.internal.concurrent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The clock of this node, and the ticker by which durations are measured: the machine's own, which
 * no correction of the clock moves, unless the host set a clock. Thread-safe.
 */
public final class EngineTime {
  private final Clock clock;
  private final LongSupplier ticker;

  private EngineTime(Clock clock, LongSupplier ticker) {
    this.clock = clock;
    this.ticker = ticker;
  }

  /**
   * Makes the time of an engine.
   *
   * @param clock the host's clock, or the system's
   * @return the time; if the clock is not the system's, in whatever zone, its ticker follows the
   *     clock
   */
  public static EngineTime of(Clock clock) {
    return clock.getClass() == Clock.systemUTC().getClass()
        ? new EngineTime(clock, System::nanoTime)
        : new EngineTime(clock, () -> nanos(clock.instant()));
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  /** {@return the time of this node, which may differ from that of the store} */
  public Instant now() {
    return clock.instant();
  }

  /** {@return nanoseconds since some moment; only differences mean something} */
  public long nanos() {
    return ticker.getAsLong();
  }

  /**
   * Measures.
   *
   * @param nanos an earlier reading of {@link #nanos}
   * @return how long ago that was
   */
  public Duration since(long nanos) {
    return Duration.ofNanos(nanos() - nanos);
  }
}
