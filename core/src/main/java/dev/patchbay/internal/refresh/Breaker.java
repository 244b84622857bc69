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
  private static final int FAILURES = 20;
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final EngineTime time;
  private State state = new Closed(0, 0);

  Breaker(EngineTime time) {
    this.time = time;
  }

  /**
   * Asks to send. Where it is open and its pause is over, the first to ask may, and its call
   * decides.
   *
   * @return empty if a call may be sent; else how long none may
   */
  synchronized Optional<Duration> refusal() {
    Optional<Duration> left = pause();
    if (left.isEmpty() && isOpen()) {
      state = new Open(time.nanos(), PAUSE);
    }
    return left;
  }

  /** {@return how long no call may be sent} Takes nothing. */
  synchronized Optional<Duration> pause() {
    return state instanceof Open open
        ? Optional.of(open.pause().minus(time.since(open.sinceNanos())))
            .filter(left -> !left.isNegative() && !left.isZero())
        : Optional.empty();
  }

  /** {@return whether it was open} */
  synchronized boolean close() {
    boolean wasOpen = isOpen();
    state = new Closed(0, 0);
    return wasOpen;
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

  /** {@return whether it was closed before} */
  synchronized boolean open(Duration pause) {
    boolean wasClosed = !isOpen();
    state = new Open(time.nanos(), pause);
    return wasClosed;
  }

  /** Gives back the right to send, unused. */
  synchronized void giveBack() {
    if (state instanceof Open) {
      state = new Open(time.nanos(), Duration.ZERO);
    }
  }

  synchronized boolean isOpen() {
    return state instanceof Open;
  }

  synchronized boolean isSpotless() {
    return state instanceof Closed closed && closed.failures() == 0;
  }

  private sealed interface State {}

  private record Closed(int failures, long sinceNanos) implements State {}

  private record Open(long sinceNanos, Duration pause) implements State {}
}
