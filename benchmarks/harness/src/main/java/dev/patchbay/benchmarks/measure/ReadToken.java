package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenKeeper;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long it takes to be given a valid token of one of 10,000 connections. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // the setup does
public class ReadToken {
  private static final int CONNECTIONS = 10_000;
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int ORDER = 1 << 14;

  private TokenKeeper keeper;

  /** A thread's next connection: the same random order for every contestant. */
  @State(Scope.Thread)
  public static class Order {
    private final int[] order = new Random(7).ints(ORDER, 0, CONNECTIONS).toArray();
    private int next;

    int next() {
      return order[next++ & (ORDER - 1)];
    }
  }

  @Setup(Level.Trial)
  public void fill() {
    keeper = Contestants.open(TokenKeeper.class);
    keeper.fill(Sample.users(CONNECTIONS));
  }

  @TearDown(Level.Trial)
  public void close() {
    keeper.close();
  }

  @Benchmark
  public String read(Order order) {
    return keeper.read(order.next());
  }

  /**
   * Checks a contestant, then measures it.
   *
   * @param arguments its class
   */
  public static void main(String[] arguments) {
    check(arguments[0]);
    for (int threads = 1; threads <= 2; threads++) {
      RunResult result =
          Jmh.run(
              Jmh.options(ReadToken.class, arguments[0])
                  .threads(threads)
                  .warmupIterations(3)
                  .warmupTime(TimeValue.seconds(1))
                  .measurementIterations(5)
                  .measurementTime(TimeValue.seconds(1))
                  .addProfiler(GCProfiler.class));
      new Reading("nanos-" + threads, result.getPrimaryResult().getScore()).print();
      new Reading(
              "bytes-" + threads,
              Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore())
          .print();
    }
  }

  private static void check(String contestant) {
    try (TokenKeeper keeper = Contestants.open(TokenKeeper.class, contestant)) {
      keeper.fill(Sample.users(CONNECTIONS));
      for (int connection = 0; connection < CONNECTIONS; connection++) {
        if (!keeper.read(connection).equals(Sample.accessToken(connection))) {
          throw new IllegalStateException("Not the token of connection " + connection);
        }
      }
    }
  }
}
