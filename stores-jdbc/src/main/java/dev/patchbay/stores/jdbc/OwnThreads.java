package dev.patchbay.stores.jdbc;

import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads on which no transaction of the host's is in sight: those are bound to the threads that
 * began them. As many as there are callers, and gone when they have been idle. Thread-safe.
 */
final class OwnThreads {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          OwnThreads::start);

  /** Takes over nothing from the thread that makes it, which is a caller's. */
  private static Thread start(Runnable work) {
    Thread thread = new Thread(null, work, "patchbay-store", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(OwnThreads.class.getClassLoader());
    return thread;
  }

  /** Calls on another thread, and waits for it, interrupted or not, as for a database. */
  <T> T call(Callable<T> work) throws SQLException {
    FutureTask<T> task = new FutureTask<>(work);
    threads.execute(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException thrown) {
      throw unwrapped(Objects.requireNonNullElse(thrown.getCause(), thrown));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static SQLException unwrapped(Throwable thrown) {
    if (thrown instanceof SQLException failure) {
      return failure;
    }
    if (thrown instanceof Error failure) {
      throw failure;
    }
    throw thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
  }
}
