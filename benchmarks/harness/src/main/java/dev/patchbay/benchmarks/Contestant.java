package dev.patchbay.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is measured.
 *
 * @param name what the table calls it
 * @param module the folder whose class path its JVM has
 * @param mainClass what its JVM runs
 * @param arguments what the main class is given
 */
record Contestant(String name, String module, String mainClass, List<String> arguments) {
  private static final String BASE = "dev.patchbay.benchmarks.";

  /** One whose main class, without the base package, is the contestant itself. */
  static Contestant of(String name, String module, String mainClass, String... arguments) {
    return new Contestant(name, module, BASE + mainClass, List.of(arguments));
  }

  /** The same contestant, made by a main class of the harness. */
  Contestant in(String measure) {
    List<String> all = new ArrayList<>(List.of(mainClass));
    all.addAll(arguments);
    return new Contestant(name, module, BASE + "measure." + measure, all);
  }
}
