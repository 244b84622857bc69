package dev.patchbay.benchmarks.measure;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same request over and over, on as many connections as there are clients. */
final class Load {
  private static final int CLIENTS = 16;

  private final URI server;
  private final byte[] request;
  private final int status;

  Load(URI server, byte[] request, int status) {
    this.server = server;
    this.request = request;
    this.status = status;
  }

  /**
   * Applies it.
   *
   * @param time for how long
   * @return how many requests were answered per second, each with the status
   */
  double apply(Duration time) throws InterruptedException, ExecutionException {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      long begin = Stopwatch.nanos();
      long end = begin + time.toNanos();
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        counts.add(clients.submit(() -> sendUntil(end)));
      }
      long sum = 0;
      for (Future<Long> count : counts) {
        sum += count.get();
      }
      return sum * 1e9 / (Stopwatch.nanos() - begin);
    } finally {
      clients.shutdownNow();
    }
  }

  private long sendUntil(long end) throws IOException {
    try (KeepAlive connection = KeepAlive.open(server)) {
      long sent = 0;
      while (Stopwatch.nanos() < end) {
        connection.send(request).body(status);
        sent++;
      }
      return sent;
    }
  }
}
