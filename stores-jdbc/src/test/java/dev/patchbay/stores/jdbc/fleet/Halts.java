package dev.patchbay.stores.jdbc.fleet;

import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.stores.jdbc.fleet.WatchedDataSource.Moment;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Halts whatever comes to one point, tells so each time, and lets all go on together. */
final class Halts implements RefreshProbe {
  private static final long PATIENCE_SECONDS = 300;
  private static final Set<String> HOUSEKEEPING =
      Set.of(".BackgroundRefresh", ".SessionSweeper", ".SessionWaiters");

  private final Optional<KillPoint> armed;
  private final Runnable tell;
  private final AtomicInteger statements = new AtomicInteger();
  private volatile boolean counting;
  private volatile int haltedStatement;
  private final CountDownLatch go = new CountDownLatch(1);

  private Halts(Optional<KillPoint> armed, Runnable tell) {
    this.armed = armed;
    this.tell = tell;
  }

  static Halts none() {
    return new Halts(Optional.empty(), () -> {});
  }

  /** Halts at a point, and runs something at each halt. */
  static Halts at(Optional<KillPoint> point, Runnable tell) {
    return new Halts(point, tell);
  }

  /** Halts before the statement of that number from now on; at none if it is 0. Counts them. */
  void atStatement(int number) {
    statements.set(0);
    haltedStatement = number;
    counting = true;
  }

  /** {@return how many statements there were since then, without those of the housekeeping} */
  int statements() {
    return statements.get();
  }

  /** Looks at the stack only where somebody asked, for that costs more than most statements. */
  void statement(String sql) {
    if (counting && !isHousekeeping() && statements.incrementAndGet() == haltedStatement) {
      halt();
    }
  }

  private static boolean isHousekeeping() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame -> HOUSEKEEPING.stream().anyMatch(frame.getClassName()::endsWith)));
  }

  void go() {
    go.countDown();
  }

  @Override
  public void at(Point point, TokenSetKey key) {
    KillPoint.of(point).ifPresent(this::at);
  }

  void at(Moment moment) {
    KillPoint.of(moment).ifPresent(this::at);
  }

  void at(KillPoint point) {
    if (armed.filter(point::equals).isPresent() && go.getCount() > 0) {
      halt();
    }
  }

  /** Halts here. */
  void halt() {
    tell.run();
    try {
      if (!go.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("What was halted was not let go on");
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("What was halted was interrupted", interrupted);
    }
  }
}
