package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.contest.StoreStep;
import dev.patchbay.benchmarks.contest.StoreSteps;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Measures the steps in a database, each in microseconds. */
public final class Store {
  private static final int CHECKS = 3;

  private Store() {}

  /**
   * Checks, then measures.
   *
   * @param arguments a class that implements {@link StoreSteps}, and the address of a filled
   *     database
   * @throws Exception if a step does something else, or JMH fails
   */
  public static void main(String[] arguments) throws Exception {
    check(arguments[0], arguments[1]);
    for (RunResult result : run(arguments[0], arguments[1])) {
      String step = result.getParams().getParam("step").toLowerCase(Locale.ROOT);
      new Reading(step, result.getPrimaryResult().getScore()).print();
    }
  }

  private static void check(String contestant, String database) throws SQLException {
    try (FilledTables tables = FilledTables.open(database)) {
      tables.restore();
      int rows = tables.rows();
      try (StoreSteps steps = Contestants.open(contestant, database, rows)) {
        for (StoreStep step : StoreStep.values()) {
          check(steps, step, rows);
        }
      }
      tables.restore();
    }
  }

  private static void check(StoreSteps steps, StoreStep step, int rows) {
    for (int i = 0; i < CHECKS; i++) {
      int taken = steps.take(step);
      if (taken != step.rows(rows)) {
        throw new IllegalStateException(
            "Step %s was taken among %d rows, and met %d of them instead of %d."
                .formatted(step, rows, taken, step.rows(rows)));
      }
    }
  }

  private static Collection<RunResult> run(String contestant, String database)
      throws RunnerException {
    return new Runner(
            Jmh.options(StoreBenchmark.class, contestant)
                .jvmArgsAppend("-D" + StoreBenchmark.DATABASE + "=" + database)
                .build())
        .run();
  }
}
