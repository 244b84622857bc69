package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.contest.StoreSteps;

/** Makes the contestant that a JVM was started for. */
final class Contestants {
  /** The property that tells a forked JVM which class it measures. */
  static final String PROPERTY = "contestant";

  private Contestants() {}

  static <T> T open(Class<T> ability) {
    return open(ability, System.getProperty(PROPERTY, ""));
  }

  static StoreSteps open(String className, String database, int rows) {
    StoreSteps steps = open(StoreSteps.class, className);
    steps.open(database, rows);
    return steps;
  }

  static <T> T open(Class<T> ability, String className) {
    try {
      return ability.cast(Class.forName(className).getConstructor().newInstance());
    } catch (ReflectiveOperationException unusable) {
      throw new IllegalArgumentException("'" + className + "' is no contestant", unusable);
    }
  }
}
