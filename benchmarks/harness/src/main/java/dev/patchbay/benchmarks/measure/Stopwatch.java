package dev.patchbay.benchmarks.measure;

import java.util.concurrent.locks.LockSupport;

/** Moments, and waits that are not measured. */
public final class Stopwatch {
  private Stopwatch() {}

  /** {@return nanoseconds since some moment} */
  public static long nanos() {
    return System.nanoTime();
  }

  /**
   * Lets some time pass.
   *
   * @param nanos at least how much
   */
  public static void letPass(long nanos) {
    long end = nanos() + nanos;
    for (long left = nanos; left > 0; left = end - nanos()) {
      LockSupport.parkNanos(left);
    }
  }
}
