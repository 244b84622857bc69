package dev.patchbay;

import java.time.Duration;

/** How long things may take, as multiples of the one HTTP deadline that a host sets. */
record Patience(Duration deadline, Duration identityRetry) {
  /** A hook may ask its service twice, as GitHub's does, and think for a moment. */
  private static final int PER_HOOK = 3;

  /** Two sends of the code, of which the first did not leave, then reading the reply. */
  private static final int PER_EXCHANGE = 2 + PER_HOOK;

  /**
   * A send of the refresh token that does not leave, one that does, and a thought at the answer.
   */
  private static final int HALVES_PER_TOKEN_CALL = 5;

  /** The steps of a store that is slow. */
  private static final Duration STORE = Duration.ofSeconds(10);

  Duration tokenCall() {
    return deadline.multipliedBy(HALVES_PER_TOKEN_CALL).dividedBy(2);
  }

  Duration hook() {
    return deadline.multipliedBy(PER_HOOK);
  }

  /** How long a callback waits for its own exchange and the first try to identify. */
  Duration callback() {
    return deadline.multipliedBy(PER_EXCHANGE + PER_HOOK);
  }

  /** How long a session may be exchanging without a grant; the sweep ends it only then. */
  Duration exchange() {
    return deadline.multipliedBy(PER_EXCHANGE).plus(STORE);
  }

  /**
   * How long nobody has worked at a staged grant before another node takes it over: longer than the
   * longest pause between two tries, which is a tenth of the time for them, and a try.
   */
  Duration grant() {
    return identityRetry.dividedBy(10).plus(hook()).plus(deadline.multipliedBy(2));
  }

  /** How long a deletion takes at the very most, with all that its revocation may ask. */
  Duration deletion() {
    return callback().plus(hook());
  }
}
