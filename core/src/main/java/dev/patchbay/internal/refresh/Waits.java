package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.concurrent.Deadline;
import dev.patchbay.internal.concurrent.Reentrance;
import dev.patchbay.spi.store.TokenSetKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for refreshes on the caller's thread. */
final class Waits {

  private Waits() {}

  /**
   * Waits. A refresh goes on when its waiters are gone.
   *
   * @throws IntegrationException what the refresh came to; or {@code refresh_pending} if the time
   *     is up, {@code wait_interrupted} if the thread is interrupted, whose flag stays set
   */
  static <T> T await(CompletableFuture<T> refresh, TokenSetKey key, Deadline deadline) {
    Reentrance.check();
    try {
      return refresh.get(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw interrupted(key);
    } catch (TimeoutException late) {
      throw RefreshFlight.pending(key.connectionId());
    } catch (ExecutionException failed) {
      throw reason(failed.getCause());
    }
  }

  /** {@return what a refresh failed by, which is always one of ours} */
  static IntegrationException reason(@Nullable Throwable failure) {
    return failure instanceof IntegrationException ours ? ours : RefreshFlight.fault();
  }

  private static TemporaryFailureException interrupted(TokenSetKey key) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.WAIT_INTERRUPTED,
                "The thread was interrupted while it waited for a refresh, which goes on; ask again"
                    + " if the credential is still wanted")
            .connectionId(key.connectionId())
            .build());
  }
}
