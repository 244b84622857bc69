package dev.patchbay.testkit.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Threads that start a step at once, again and again. */
final class Race implements AutoCloseable {
  private final int runners;
  private final ExecutorService threads;

  Race(int runners) {
    this.runners = runners;
    this.threads = Executors.newFixedThreadPool(runners);
  }

  /** Runs one step per runner, made from its number, and collects what they return in order. */
  <T> List<T> run(IntFunction<Callable<T>> steps)
      throws InterruptedException, ExecutionException, TimeoutException {
    AtomicInteger missing = new AtomicInteger(runners);
    List<Future<T>> running = new ArrayList<>();
    for (int runner = 0; runner < runners; runner++) {
      Callable<T> step = steps.apply(runner);
      running.add(threads.submit(() -> onceNobodyIsMissing(missing, step)));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> result : running) {
      results.add(result.get(60, TimeUnit.SECONDS));
    }
    return results;
  }

  /** Spins: threads that a latch or barrier wakes come one after another, and race too seldom. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static <T> T onceNobodyIsMissing(AtomicInteger missing, Callable<T> step)
      throws Exception {
    missing.decrementAndGet();
    while (missing.get() > 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the race was called off");
      }
      Thread.yield();
    }
    return step.call();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
