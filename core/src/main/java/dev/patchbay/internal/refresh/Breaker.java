package dev.patchbay.internal.refresh;

import dev.patchbay.internal.concurrent.EngineTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps a node from asking a token endpoint that does not take its calls, except for one call in
 * half a minute. An operator's fault opens it at once, an outage after twenty failures in half a
 * minute without a success between them, and a wish to be left alone for as long as wished.
 * Thread-safe.
 */
final class Breaker {
  static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int FAILURES = 20;
  private static final Duration WINDOW = PAUSE;

  private final EngineTime time;
  private State state = new Closed(0, 0);

  Breaker(EngineTime time) {
    this.time = time;
  }

  /**
   * Asks to send. Where it is open and its pause is over, the first to ask may, and its call
   * decides.
   */
  synchronized Admission admit() {
    Optional<Duration> left = pause();
    if (left.isPresent()) {
      return new Admission(left, false);
    }
    boolean isProbe = isOpen();
    if (isProbe) {
      state = new Open(time.nanos(), PAUSE);
    }
    return new Admission(Optional.empty(), isProbe);
  }

  /** {@return how long no call may be sent} Takes nothing. */
  synchronized Optional<Duration> pause() {
    return state instanceof Open open
        ? Optional.of(open.pause().minus(time.since(open.sinceNanos())))
            .filter(left -> !left.isNegative() && !left.isZero())
        : Optional.empty();
  }

  synchronized void close() {
    state = new Closed(0, 0);
  }

  /** {@return whether this failure opened it} */
  synchronized boolean countFailure() {
    if (state instanceof Closed closed) {
      boolean counts =
          closed.failures() > 0 && time.since(closed.sinceNanos()).compareTo(WINDOW) < 0;
      int failures = counts ? closed.failures() + 1 : 1;
      if (failures >= FAILURES) {
        return open(PAUSE);
      }
      state = new Closed(failures, counts ? closed.sinceNanos() : time.nanos());
    }
    return false;
  }

  /** {@return true: it is open} A longer pause that runs already goes on. */
  synchronized boolean open(Duration pause) {
    if (pause().filter(left -> left.compareTo(pause) > 0).isEmpty()) {
      state = new Open(time.nanos(), pause);
    }
    return true;
  }

  /** Gives back the one call of an open one, unused. */
  synchronized void giveBack(Admission admission) {
    if (admission.isProbe() && isOpen()) {
      state = new Open(time.nanos(), Duration.ZERO);
    }
  }

  synchronized boolean isOpen() {
    return state instanceof Open;
  }

  /**
   * The answer to who asks to send.
   *
   * @param refusal how long no call may be sent; empty if one may
   * @param isProbe it is the one call of an open breaker
   */
  record Admission(Optional<Duration> refusal, boolean isProbe) {}

  private sealed interface State {}

  private record Closed(int failures, long sinceNanos) implements State {}

  private record Open(long sinceNanos, Duration pause) implements State {}
}
