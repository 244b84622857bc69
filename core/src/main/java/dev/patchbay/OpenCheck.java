package dev.patchbay;

import dev.patchbay.internal.concurrent.Bulkheads;

/** Says whether the registry is open; closes once. */
final class OpenCheck {
  private volatile boolean closed;

  void check() {
    if (closed) {
      throw Bulkheads.closed();
    }
  }

  /** Closes, and says whether it was open before. */
  synchronized boolean close() {
    boolean wasOpen = !closed;
    closed = true;
    return wasOpen;
  }
}
