package dev.patchbay.internal.concurrent;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Runs work on worker threads, and gives one integration no more than its share of them. */
public final class Bulkheads {
  private final EngineThreads threads;
  private final int callsPerIntegration;
  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();

  public Bulkheads(EngineThreads threads, int callsPerIntegration) {
    this.threads = threads;
    this.callsPerIntegration = callsPerIntegration;
  }

  /**
   * Starts work of an integration.
   *
   * @param integrationType an installed integration, so that strangers cannot fill the map
   * @throws TemporaryFailureException with {@code OVERLOADED} if the integration has no thread
   *     left, or {@code CLOSED}; then nothing was started
   */
  public <T> CompletableFuture<T> start(String integrationType, Callable<T> work) {
    Semaphore permit =
        permits.computeIfAbsent(integrationType, type -> new Semaphore(callsPerIntegration));
    if (!permit.tryAcquire()) {
      throw overloaded(integrationType);
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      threads.execute(() -> run(work, permit, result));
    } catch (RejectedExecutionException closed) {
      permit.release();
      throw closed();
    }
    return result;
  }

  private static <T> void run(Callable<T> work, Semaphore permit, CompletableFuture<T> result) {
    try {
      T value = work.call();
      permit.release();
      result.complete(value);
    } catch (Throwable failure) {
      permit.release();
      result.completeExceptionally(failure);
    }
  }

  private TemporaryFailureException overloaded(String integrationType) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.OVERLOADED,
                "The integration '"
                    + integrationType
                    + "' has "
                    + callsPerIntegration
                    + " calls running, which is its limit; try again shortly")
            .integrationType(integrationType)
            .build());
  }

  public static TemporaryFailureException closed() {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.CLOSED,
                "This registry was closed; keep the 'Integrations' open as long as it is used")
            .build());
  }
}
