package dev.patchbay.benchmarks.measure;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long it takes from a finishing step to a thread that waits for it: rounds of one waiting
 * thread and one that finishes.
 */
public final class HandOver {
  private static final int WARM_UP = 20_000;
  private static final int ROUNDS = 20_000;
  private static final long LIMIT_SECONDS = 10;
  private static final long UNTIL_PARKED = 100_000;

  private final Wait wait;
  private final CyclicBarrier together = new CyclicBarrier(2);
  private long finished;

  private HandOver(Wait wait) {
    this.wait = wait;
  }

  /**
   * Measures the floor: a future that one thread waits for and another completes.
   *
   * @param arguments none
   * @throws Exception never
   */
  public static void main(String[] arguments) throws Exception {
    measure(new Bare());
  }

  /**
   * Measures a way to wait, and prints median and 99th percentile.
   *
   * @param wait the way
   * @throws Exception if a round fails
   */
  public static void measure(Wait wait) throws Exception {
    HandOver rounds = new HandOver(wait);
    rounds.run(WARM_UP);
    Spread.of(rounds.run(ROUNDS)).print();
  }

  private long[] run(int count) throws Exception {
    long[] nanos = new long[count];
    ExecutorService waiting = Executors.newSingleThreadExecutor();
    Future<?> done = waiting.submit(() -> awaitAll(nanos));
    try {
      for (int round = 0; round < count; round++) {
        together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        Stopwatch.letPass(UNTIL_PARKED);
        finished = wait.finish();
        together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      done.get();
      return nanos;
    } finally {
      waiting.shutdownNow();
    }
  }

  private void awaitAll(long[] nanos) {
    for (int round = 0; round < nanos.length; round++) {
      try {
        wait.begin();
        together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        wait.await();
        long woken = Stopwatch.nanos();
        together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        nanos[round] = woken - finished;
        if (nanos[round] < 0) {
          throw new IllegalStateException("The wait ended before its finishing step");
        }
      } catch (ExecutionException
          | InterruptedException
          | BrokenBarrierException
          | TimeoutException failure) {
        throw new IllegalStateException("A round failed", failure);
      }
    }
  }

  /** A way to wait for one end after the other. */
  public interface Wait {
    /** Begins something that can be waited for. */
    void begin();

    /**
     * Waits for its end, on the calling thread.
     *
     * @throws ExecutionException if it ends as it should not
     * @throws InterruptedException if interrupted
     */
    void await() throws ExecutionException, InterruptedException;

    /**
     * Finishes what was begun last.
     *
     * @return the moment at which it was finished
     */
    long finish();
  }

  /** A future and nothing else. */
  private static final class Bare implements Wait {
    private volatile CompletableFuture<Boolean> end = new CompletableFuture<>();

    @Override
    public void begin() {
      end = new CompletableFuture<>();
    }

    @Override
    public void await() throws ExecutionException, InterruptedException {
      end.get();
    }

    @Override
    public long finish() {
      long now = Stopwatch.nanos();
      end.complete(true);
      return now;
    }
  }
}
