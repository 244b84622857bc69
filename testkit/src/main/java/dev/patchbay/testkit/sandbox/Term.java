package dev.patchbay.testkit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The lives of two tokens that were given out together.
 *
 * @param start when that was
 * @param lives how long they live from then on
 */
record Term(Instant start, Lifetimes lives) {

  boolean isAccessOver(Instant now) {
    return isOver(lives.access(), now);
  }

  boolean isRefreshOver(Instant now) {
    return isOver(lives.refresh(), now);
  }

  /** The same two tokens, told of later: less is left of them. */
  Term seenAt(Instant now) {
    return new Term(now, lives.after(Duration.between(start, now)));
  }

  /** A new access token beside the old refresh token, which grows no younger by that. */
  Term withAccessOf(Term fresh) {
    Lifetimes left = seenAt(fresh.start()).lives();
    return new Term(fresh.start(), fresh.lives().access().map(left::withAccess).orElse(left));
  }

  private boolean isOver(Optional<Duration> life, Instant now) {
    return life.filter(it -> !now.isBefore(start.plus(it))).isPresent();
  }
}
