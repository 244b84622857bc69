package dev.patchbay.benchmarks.measure;

import java.util.Locale;

/**
 * Tells the launcher what was measured.
 *
 * @param metric its name, without spaces
 * @param value how much
 */
public record Reading(String metric, double value) {
  /** What a line of a reading begins with. */
  public static final String MARK = "@ ";

  /**
   * Reads a line that was printed.
   *
   * @param line the line
   * @return the reading
   */
  public static Reading parse(String line) {
    int end = line.lastIndexOf(' ');
    return new Reading(
        line.substring(MARK.length(), end), Double.parseDouble(line.substring(end + 1)));
  }

  /** Prints it as a line of standard output. */
  public void print() {
    System.out.println(MARK + metric + " " + String.format(Locale.ROOT, "%.6g", value));
  }
}
