package dev.patchbay.internal.refresh;

import dev.patchbay.model.Connection;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token set as it was read.
 *
 * @param record its connection
 * @param set the token set
 * @param now the time of the store at the read
 */
record Reading(ConnectionRecord record, TokenSetRecord set, Instant now) {

  Connection connection() {
    return record.connection();
  }

  TokenSetKey key() {
    return new TokenSetKey(connection().workspaceId(), connection().id(), set.name());
  }

  /** {@return somebody is refreshing it, on whatever node} */
  boolean isLeased() {
    return set.lease().filter(lease -> lease.expiresAt().isAfter(now)).isPresent();
  }

  /**
   * {@return the refresh token was sent once already since it was written, and what came of it is
   * not known} That is noted, or somebody took the lease and was not heard of again.
   */
  boolean isOutcomeUnknown() {
    return set.outcomeUnknown() || (set.lease().isPresent() && !isLeased());
  }

  /** {@return how long no refresh may begin} */
  Optional<Duration> backOff() {
    return set.retryAt().filter(end -> end.isAfter(now)).map(end -> Duration.between(now, end));
  }
}
