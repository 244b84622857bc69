package dev.patchbay.benchmarks.measure;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a benchmark for one contestant, in forks that have its class path and no other. */
final class Jmh {
  /** The first use of a page of memory is the machine's cost, not a contestant's. */
  private static final String TOUCHED = "-XX:+AlwaysPreTouch";

  private Jmh() {}

  /**
   * Begins the options of a run.
   *
   * @param benchmark the class
   * @param contestant the class that it measures
   * @return options that may be completed
   */
  static ChainedOptionsBuilder options(Class<?> benchmark, String contestant) {
    return new OptionsBuilder()
        .include("\\Q" + benchmark.getName() + ".\\E.*")
        .jvmArgs("-Xms2g", "-Xmx2g", TOUCHED, "-D" + Contestants.PROPERTY + "=" + contestant)
        .forks(1)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  /** {@return the result of the one benchmark that the options name} */
  static RunResult run(ChainedOptionsBuilder options) {
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      if (results.size() != 1) {
        throw new IllegalStateException("One result was expected, not " + results.size());
      }
      return results.iterator().next();
    } catch (RunnerException failure) {
      throw new IllegalStateException("The benchmark did not run", failure);
    }
  }
}
