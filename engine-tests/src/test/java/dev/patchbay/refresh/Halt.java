package dev.patchbay.refresh;

import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.spi.store.TokenSetKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Halts the next refresh of a node at a point, and can let refreshes go without a lease. */
final class Halt implements RefreshProbe {
  private static final long PATIENCE_SECONDS = 60;

  private final boolean withoutLease;
  private final AtomicReference<@Nullable Stop> next = new AtomicReference<>();

  private Halt(boolean withoutLease) {
    this.withoutLease = withoutLease;
  }

  static Halt withLease() {
    return new Halt(false);
  }

  static Halt withoutLease() {
    return new Halt(true);
  }

  /** Arms it for one refresh. */
  Stop next(Point point) {
    Stop stop = new Stop(point);
    next.set(stop);
    return stop;
  }

  @Override
  public void at(Point point, TokenSetKey key) {
    Stop stop = next.get();
    if (stop != null && stop.point == point && next.compareAndSet(stop, null)) {
      stop.halt();
    }
  }

  @Override
  public boolean bypassesLease(TokenSetKey key) {
    return withoutLease;
  }

  /** One halt. */
  static final class Stop {
    private final Point point;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private Stop(Point point) {
      this.point = point;
    }

    private void halt() {
      reached.countDown();
      await(go);
    }

    void awaitReached() {
      await(reached);
    }

    void go() {
      go.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException(
              "The refresh did not come to the point, or did not go on");
        }
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("The test was interrupted", interrupted);
      }
    }
  }
}
