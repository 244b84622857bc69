package dev.patchbay.internal.refresh;

import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.concurrent.Lanes;
import dev.patchbay.internal.protocol.RandomText;
import java.time.Duration;

/**
 * What is the same for every refresh of a node.
 *
 * @param threads workers and timer
 * @param lanes the queues of the token hosts
 * @param time clock and ticker
 * @param random chance
 * @param callTime how long a call to a token endpoint may take at most
 * @param probe where tests halt a refresh
 */
public record RefreshSurroundings(
    EngineThreads threads,
    Lanes lanes,
    EngineTime time,
    RandomText random,
    Duration callTime,
    RefreshProbe probe) {
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(30);
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final Duration SLACK = Duration.ofSeconds(5);

  /**
   * {@return how long a lease lives} Longer than a call may take, and short enough that a service
   * which repeats a lost answer for two minutes is asked again in time.
   */
  Duration lease() {
    Duration needed = callTime.plus(SLACK);
    return probe.span(needed.compareTo(SHORTEST_LEASE) > 0 ? needed : SHORTEST_LEASE);
  }

  /**
   * {@return how long a refresh waits for the holder of a lease that ran out} A holder that has the
   * answer, and whose store was away, needs a second for a pause, and may be in the middle of a
   * step that the network swallows; to send the old token meanwhile would end the grant at a strict
   * service.
   */
  Duration settling() {
    return probe.span(SETTLING);
  }
}
