package dev.patchbay.benchmarks.measure;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients that look every 2 seconds, as the hosted product's do, each begun at its own moment. */
public final class Polling {
  private static final int CLIENTS = 1_000;
  private static final long EVERY = TimeUnit.SECONDS.toNanos(2);

  private final Map<Integer, Long> finished = new ConcurrentHashMap<>();
  private final long[] nanos = new long[CLIENTS];
  private final CountDownLatch left = new CountDownLatch(CLIENTS);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private Polling() {}

  /**
   * Measures them.
   *
   * @param arguments none
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    Polling polling = new Polling();
    Random random = new Random(7);
    for (int client = 0; client < CLIENTS; client++) {
      polling.begin(client, random.nextLong(EVERY), random.nextLong(EVERY));
    }
    polling.left.await();
    polling.timer.shutdownNow();
    Spread.of(polling.nanos).print();
  }

  private void begin(int client, long firstLook, long end) {
    Future<?> unused =
        timer.schedule(
            () -> finished.put(client, Stopwatch.nanos()), EVERY + end, TimeUnit.NANOSECONDS);
    look(client, firstLook);
  }

  private void look(int client, long after) {
    Future<?> unused =
        timer.schedule(
            () -> {
              Long since = finished.get(client);
              if (since == null) {
                look(client, EVERY);
              } else {
                nanos[client] = Stopwatch.nanos() - since;
                left.countDown();
              }
            },
            after,
            TimeUnit.NANOSECONDS);
  }
}
