package dev.patchbay.refresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Many threads that begin the same thing at the same moment. */
final class Callers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "caller");
            made.add(thread);
            return thread;
          });

  /** Runs each call on a thread of its own, all let go at once, and gives what they gave. */
  <T> List<T> together(List<Callable<T>> calls) throws Exception {
    CountDownLatch ready = new CountDownLatch(calls.size());
    CountDownLatch go = new CountDownLatch(1);
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> call : calls) {
      running.add(
          threads.submit(
              () -> {
                ready.countDown();
                go.await();
                return call.call();
              }));
    }
    ready.await();
    go.countDown();
    List<T> results = new ArrayList<>();
    for (Future<T> one : running) {
      results.add(result(one));
    }
    return results;
  }

  static <T> T result(Future<T> future) throws Exception {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  /** Waits until so many threads wait themselves. */
  void awaitParked(int count) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                made.stream().filter(it -> it.getState() == Thread.State.TIMED_WAITING).count()
                    >= count);
  }

  <T> Future<T> start(Callable<T> call) {
    return threads.submit(call);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
