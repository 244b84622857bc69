package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.contest.SessionMaker;

/** Prints one authorise URL and ends; the launcher takes the time. */
public final class ColdStart {
  private ColdStart() {}

  /**
   * Makes the contestant and one URL.
   *
   * @param arguments its class
   */
  public static void main(String[] arguments) {
    System.out.println(Contestants.open(SessionMaker.class, arguments[0]).create(0));
    // Whatever threads there are: only the time to the line counts.
    Runtime.getRuntime().halt(0);
  }
}
