package dev.patchbay.internal.api;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.concurrent.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Real waiting, which ends for all with {@code CLOSED} once this is closed. Thread-safe. */
public final class EndingPause implements Pause, AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public void await(Duration duration) throws InterruptedException {
    if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TemporaryFailureException(
          ErrorDetail.builder(
                  ErrorCode.CLOSED,
                  "The registry was closed while a caller waited, for a service that limits its"
                      + " callers or between two batches")
              .build());
    }
  }

  /** Idempotent. */
  @Override
  public void close() {
    closed.countDown();
  }
}
