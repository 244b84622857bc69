package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.contest.StoreStep;
import dev.patchbay.benchmarks.contest.StoreSteps;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long a step in the database takes. Whose, and in which one, say system properties. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StoreBenchmark {
  static final String DATABASE = "patchbay.benchmarks.database";

  /** All of them. */
  @Param public StoreStep step = StoreStep.CREATE;

  private int expected;
  private @Nullable FilledTables tables;
  private @Nullable StoreSteps steps;

  /** Opens the database as it was filled. */
  @Setup(Level.Trial)
  public void open() throws SQLException {
    String database = System.getProperty(DATABASE);
    FilledTables opened = FilledTables.open(database);
    opened.restore();
    tables = opened;
    expected = step.rows(opened.rows());
    steps = Contestants.open(System.getProperty(Contestants.PROPERTY), database, opened.rows());
  }

  /** A claim takes longer than to tell the time, so that this may be done before each. */
  @Setup(Level.Invocation)
  public void supply() throws SQLException {
    if (step == StoreStep.CLAIM && tables != null) {
      tables.makePending();
    }
  }

  /** Takes the step. */
  @Benchmark
  public int take() {
    if (steps == null) {
      throw new IllegalStateException("not open");
    }
    int taken = steps.take(step);
    if (taken != expected) {
      throw new IllegalStateException(step + " met " + taken + " rows, not " + expected);
    }
    return taken;
  }

  /** Leaves as many rows as were filled in. */
  @TearDown(Level.Iteration)
  public void cleanUp() throws SQLException {
    if (tables != null) {
      tables.cleanUp();
    }
  }

  /** Leaves the database as it was filled. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    if (steps != null && tables != null) {
      steps.close();
      tables.restore();
      tables.close();
    }
  }
}
