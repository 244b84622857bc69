package dev.patchbay.internal.api;

import java.time.Clock;
import java.time.Duration;

/**
 * How a service's limits are kept.
 *
 * @param clock for times that a service tells without its own
 * @param longestWait how long one call may wait in all; not negative
 * @param pause how it waits
 */
public record LimitRules(Clock clock, Duration longestWait, Pause pause) {
  /** How long a call waits if nobody says. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
}
