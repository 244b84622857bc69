package dev.patchbay.internal.concurrent;

import dev.patchbay.internal.check.Faults;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All threads of one registry: workers that may block, two that run what hangs on the futures of
 * hosts, and one timer that never blocks. Daemons, made when first needed.
 */
public final class EngineThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineThreads.class);
  private static final int NOTIFIERS = 2;
  private static final long IDLE_SECONDS = 10;
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor notifier;
  private final ScheduledThreadPoolExecutor timer;
  private final InFlight inFlight = new InFlight();

  public EngineThreads() {
    // How many workers there can be is bounded by the bulkheads, not here.
    workers =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons("patchbay-worker-"));
    notifier =
        new ThreadPoolExecutor(
            NOTIFIERS,
            NOTIFIERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("patchbay-notifier-"));
    notifier.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, daemons("patchbay-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(EngineThreads::logUncaught);
      return thread;
    };
  }

  /** The JVM's own handler prints the message too, and that of foreign code may hold a secret. */
  private static void logUncaught(Thread thread, Throwable failure) {
    LOG.error("{} ended with {}", thread.getName(), Faults.describe(failure));
  }

  public ExecutorService workers() {
    return workers;
  }

  public ExecutorService notifier() {
    return notifier;
  }

  public ScheduledExecutorService timer() {
    return timer;
  }

  /** Lets a close wait until {@link #endHold}, though no thread works. */
  public void hold() {
    inFlight.change(1);
  }

  /**
   * Goes on with what was held, on a worker.
   *
   * @param work the work; if there are no workers any more it is not run
   */
  public void endHold(Runnable work) {
    try {
      workers.execute(() -> inFlight.run(work));
    } catch (RejectedExecutionException shutDown) {
      inFlight.change(-1);
    }
  }

  /** Takes no more work, and lets what runs finish for at most 10 seconds; deadlines still hold. */
  public void drain() {
    Deadline end = Deadline.after(CLOSE);
    // What runs may need a worker more, so the workers stay until it is over.
    inFlight.awaitNone(end);
    workers.shutdown();
    notifier.shutdown();
    awaitAll(end);
  }

  /**
   * Runs work that a close waits for.
   *
   * @param work the work, on a worker
   * @throws RejectedExecutionException if the workers were shut down
   */
  public void execute(Runnable work) {
    inFlight.change(1);
    try {
      workers.execute(() -> inFlight.run(work));
    } catch (RejectedExecutionException shutDown) {
      inFlight.change(-1);
      throw shutDown;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
    // Who waits for what is still queued would otherwise wait for ever.
    notifier.shutdownNow().forEach(Runnable::run);
    awaitAll(Deadline.after(CLOSE));
  }

  private void awaitAll(Deadline end) {
    try {
      boolean ended = ended(workers, end) && ended(notifier, end);
      if (!ended || (timer.isShutdown() && !ended(timer, end))) {
        LOG.warn("Work was still running at the close, and is abandoned on daemon threads");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(ExecutorService threads, Deadline end) throws InterruptedException {
    return threads.awaitTermination(end.left(), TimeUnit.NANOSECONDS);
  }

  /** Counts what runs. */
  private static final class InFlight {
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
    private int running = 0;

    void run(Runnable work) {
      inside.set(Boolean.TRUE);
      try {
        work.run();
      } finally {
        inside.remove();
        change(-1);
      }
    }

    synchronized void change(int by) {
      running += by;
      notifyAll();
    }

    /** Waits though the thread be interrupted: what runs may hold a token that only it knows. */
    synchronized void awaitNone(Deadline end) {
      boolean interrupted = false;
      int own = inside.get() == null ? 0 : 1;
      for (long left = end.left(); running > own && left > 0; left = end.left()) {
        try {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
