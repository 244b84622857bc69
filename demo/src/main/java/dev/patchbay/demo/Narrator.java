package dev.patchbay.demo;

import java.io.PrintStream;

/** Tells the steps in words, and keeps count of those that came out wrong. */
final class Narrator {
  private final PrintStream out;
  private int right;
  private int wrong;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void title(String text) {
    out.println();
    out.println("== " + text);
  }

  void say(String text) {
    out.println("   " + text);
  }

  /** Tells of a step, and whether it came out as it should. */
  void check(boolean cameOutRight, String what) {
    if (cameOutRight) {
      right++;
      out.println("   [ok]    " + what);
    } else {
      fail(what);
    }
  }

  void fail(String what) {
    wrong++;
    out.println("   [WRONG] " + what);
  }

  /** Tells how it went, and gives the status to end with. */
  int summary() {
    out.println();
    out.println(right + " steps came out right, " + wrong + " wrong.");
    return wrong == 0 && right > 0 ? 0 : 1;
  }
}
