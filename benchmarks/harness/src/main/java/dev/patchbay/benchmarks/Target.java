package dev.patchbay.benchmarks;

import java.util.Locale;

/**
 * What a table has to show.
 *
 * @param claim the claim, in words
 * @param found what the run gave
 * @param bound what it is compared with
 * @param bounded from which side
 */
record Target(String claim, double found, double bound, Bounded bounded) {
  static Target atLeast(String claim, double found, double bound) {
    return new Target(claim, found, bound, Bounded.BELOW);
  }

  static Target atMost(String claim, double found, double bound) {
    return new Target(claim, found, bound, Bounded.ABOVE);
  }

  boolean isMet() {
    return bounded == Bounded.BELOW ? found >= bound : found <= bound;
  }

  /** {@return one line for it} */
  String toMarkdown() {
    return String.format(
        Locale.ROOT,
        "- %s: %s, %s (%s %s)",
        isMet() ? "met" : "**missed**",
        claim,
        number(found),
        bounded == Bounded.BELOW ? "at least" : "at most",
        number(bound));
  }

  /** With one digit more than the table, so that what is missed does not look as if it were met. */
  private static String number(double value) {
    return Math.abs(value) < 10 ? String.format(Locale.ROOT, "%.3f", value) : Table.number(value);
  }

  /** The side on which a bound is. */
  enum Bounded {
    BELOW,
    ABOVE
  }
}
