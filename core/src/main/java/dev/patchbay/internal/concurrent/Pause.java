package dev.patchbay.internal.concurrent;

import java.time.Duration;

/** How a thread of the caller's waits. Must be thread-safe. */
@FunctionalInterface
public interface Pause {

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is interrupted
   * @throws dev.patchbay.error.TemporaryFailureException if the registry is closed meanwhile
   */
  void await(Duration duration) throws InterruptedException;
}
