package dev.patchbay.internal.concurrent;

import java.time.Clock;
import java.time.Duration;

/**
 * A moment until which somebody waits, by the machine's own ticker.
 *
 * @param nanos the moment
 */
public record Deadline(long nanos) {
  private static final EngineTime TIME = EngineTime.of(Clock.systemUTC());

  /** {@return the moment after a while} */
  public static Deadline after(Duration duration) {
    return new Deadline(TIME.nanos() + duration.toNanos());
  }

  /** {@return how many nanoseconds are left; zero or less if it is over} */
  public long left() {
    return nanos - TIME.nanos();
  }
}
