package dev.patchbay;

import dev.patchbay.internal.concurrent.Bulkheads;
import java.util.function.Function;

/** Says whether the registry is open; closes once. */
final class OpenCheck {
  private volatile boolean closed;

  void check() {
    if (closed) {
      throw Bulkheads.closed();
    }
  }

  /** {@return the same step, refused once this is closed} */
  <A, R> Function<A, R> guarding(Function<A, R> step) {
    return argument -> {
      check();
      return step.apply(argument);
    };
  }

  /** Closes, and says whether it was open before. */
  synchronized boolean close() {
    boolean wasOpen = !closed;
    closed = true;
    return wasOpen;
  }
}
