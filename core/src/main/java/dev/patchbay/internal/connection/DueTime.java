package dev.patchbay.internal.connection;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a credential is refreshed without anybody asking: at some point between half and nine tenths
 * of the shortest of its lives. Where in between, the connection's id decides, so that connections
 * made in one second are not all due in another one.
 */
public final class DueTime {
  private static final int STEPS = 1 << 16;
  private static final double EARLIEST = 0.5;
  private static final double SPREAD = 0.4;

  private DueTime() {}

  /**
   * Computes it.
   *
   * @param connectionId the connection
   * @param grant the credential, its lives counted from now
   * @param rules how long tokens of this service live if it does not say, and idle ones at all
   * @return how long from now; empty if it cannot be refreshed, or nothing is known to end
   */
  public static Optional<Duration> of(
      ConnectionId connectionId, TokenGrant grant, RefreshRules rules) {
    if (grant.refreshToken().isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(
            grant.expiresIn().or(rules::accessLife), grant.refreshExpiresIn(), rules.idleLife())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .map(life -> part(life, EARLIEST + SPREAD * position(connectionId, grant.name())));
  }

  private static Duration part(Duration life, double fraction) {
    return Duration.ofMillis((long) (life.toMillis() * fraction));
  }

  /** Between 0 and 1, the same on every node. */
  private static double position(ConnectionId connectionId, String tokenSet) {
    int hash = (connectionId.value() + tokenSet).hashCode();
    return ((hash ^ (hash >>> 16)) & (STEPS - 1)) / (double) STEPS;
  }
}
