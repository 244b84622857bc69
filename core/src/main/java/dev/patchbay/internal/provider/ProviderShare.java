package dev.patchbay.internal.provider;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What one provider may take of the workers. Thread-safe. */
final class ProviderShare {
  private static final int MAX_CALLS = 64;
  private static final int MAX_STUCK = 2;

  private final Semaphore permits = new Semaphore(MAX_CALLS);
  private final AtomicInteger stuck = new AtomicInteger();

  /** Says whether so many calls are late that no other is risked until one comes back. */
  boolean isStuck() {
    return stuck.get() >= MAX_STUCK;
  }

  boolean tryEnter() {
    return permits.tryAcquire();
  }

  /** A call that never comes back never leaves, so that it costs its own provider only. */
  void leave(HookCall<?> call) {
    if (call.endedLate()) {
      stuck.decrementAndGet();
    }
    permits.release();
  }

  void giveUp(HookCall<?> call) {
    if (call.giveUp()) {
      stuck.incrementAndGet();
    }
  }
}
