package dev.patchbay.internal.refresh;

import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.store.TokenSetRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How good a stored credential is at a moment, and how long nothing changes about that.
 *
 * @param state how good it is
 * @param left how long it stays so; for a dead one nothing
 */
record Freshness(State state, Duration left) {
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);
  private static final int MARGINS_PER_LIFE = 5;
  private static final Duration LONGEST_LAST_MOMENT = Duration.ofSeconds(30);
  private static final int LAST_MOMENTS_PER_LIFE = 20;
  private static final Duration FOREVER = Duration.ofDays(3650);

  /**
   * Judges a token set.
   *
   * @param set the token set
   * @param rules what a refresh of this service does
   * @param now the time of the store
   */
  static Freshness of(TokenSetRecord set, RefreshRules rules, Instant now) {
    if (!set.refreshable()) {
      return set.expiresAt()
          .map(end -> until(end, State.FRESH, now))
          .orElseGet(() -> new Freshness(State.FRESH, FOREVER));
    }
    Optional<Instant> end = set.expiresAt().or(() -> rules.accessLife().map(set.writtenAt()::plus));
    return end.map(it -> refreshable(set, rules, new Span(it, now)))
        .orElseGet(() -> new Freshness(State.FRESH, FOREVER));
  }

  private static Freshness refreshable(TokenSetRecord set, RefreshRules rules, Span span) {
    Duration life = Duration.between(set.writtenAt(), span.end());
    Instant margin = span.end().minus(part(life, MARGINS_PER_LIFE, LONGEST_MARGIN));
    Instant last = span.end().minus(part(life, LAST_MOMENTS_PER_LIFE, LONGEST_LAST_MOMENT));
    if (span.now().isBefore(margin)) {
      return until(margin, State.FRESH, span.now());
    }
    return !rules.endsAccessToken() && span.now().isBefore(last)
        ? until(last, State.AGING, span.now())
        : until(span.end(), State.LAST_MOMENT, span.now());
  }

  private static Freshness until(Instant end, State state, Instant now) {
    Duration left = Duration.between(now, end);
    return left.isNegative() || left.isZero()
        ? new Freshness(State.DEAD, Duration.ZERO)
        : new Freshness(state, left);
  }

  private static Duration part(Duration life, int parts, Duration longest) {
    Duration part = life.dividedBy(parts);
    return part.compareTo(longest) < 0 ? part : longest;
  }

  /** How good a credential is. */
  enum State {
    /** Outside its margin. */
    FRESH,
    /** Good, and a refresh is to begin that nobody waits for. */
    AGING,
    /** Good for a moment, and readers wait for its refresh. */
    LAST_MOMENT,
    /** At the end of its life, as far as that is known. */
    DEAD
  }

  private record Span(Instant end, Instant now) {}
}
