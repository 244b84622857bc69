package dev.patchbay.benchmarks.measure;

import java.util.Arrays;

/** Durations of many rounds. */
public final class Spread {
  private final long[] sorted;

  private Spread(long[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Takes durations.
   *
   * @param nanos nanoseconds, at least one
   * @return their spread
   */
  public static Spread of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  /**
   * Gives a quantile.
   *
   * @param share from 0 to 1
   * @return microseconds; the smallest duration that at least this share does not exceed
   */
  public double micros(double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e3;
  }

  /** Prints median and 99th percentile, in microseconds. */
  public void print() {
    new Reading("median", micros(0.5)).print();
    new Reading("p99", micros(0.99)).print();
  }
}
