package dev.patchbay.internal.api;

import dev.patchbay.internal.concurrent.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How a service's limits are kept.
 *
 * @param clock for times that a service tells without its own
 * @param longestWait how long one call may wait in all; not negative
 * @param chance gives numbers from 0 to 1, for pauses that no service told
 * @param pause how it waits
 */
public record LimitRules(Clock clock, Duration longestWait, DoubleSupplier chance, Pause pause) {
  /** How long a call waits if nobody says. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
}
