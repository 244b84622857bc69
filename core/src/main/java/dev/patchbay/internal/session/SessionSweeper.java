package dev.patchbay.internal.session;

import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.SweepReport;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what was left behind and forgets what is over, in small batches, every ten seconds. */
public final class SessionSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(SessionSweeper.class);
  private static final long SECONDS = 10;
  private static final int MAX_BATCHES = 100;
  private static final int ERASED_AT_ONCE = 100;

  /**
   * When the store is back, those who have a grant for it in memory come first: no exchange counts
   * as left behind until the look after.
   */
  private static final Duration FOR_NOW_NONE = Duration.ofDays(365);

  private final SessionStore sessions;
  private final ConnectionStore connections;
  private final SessionNews news;
  private final LeftGrants leftGrants;
  private final Limits limits;
  private final EngineThreads threads;
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private volatile boolean settled = true;

  SessionSweeper(Parts parts, Limits limits, EngineThreads threads) {
    this.sessions = parts.vault().sessions();
    this.connections = parts.vault().connections();
    this.news = parts.news();
    this.leftGrants = parts.leftGrants();
    this.limits = limits;
    this.threads = threads;
  }

  public void start() {
    Future<?> unused =
        threads.timer().scheduleWithFixedDelay(this::hand, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Runs on the timer, which must not block: the sweep itself is a worker's. */
  private void hand() {
    if (sweeping.compareAndSet(false, true)) {
      try {
        threads.workers().execute(this::sweep);
      } catch (RejectedExecutionException closed) {
        sweeping.set(false);
      }
    }
  }

  void sweep() {
    try {
      leftGrants.takeOver(limits.grantAge());
      sweep(limits.sessions());
      connections.eraseAbandoned(limits.deletionAge(), ERASED_AT_ONCE);
      settled = true;
    } catch (RuntimeException | LinkageError | StackOverflowError unavailable) {
      settled = false;
      LOG.warn("A sweep of the stores failed and is tried again: {}", Faults.describe(unavailable));
    } finally {
      sweeping.set(false);
    }
  }

  private void sweep(SweepLimits usual) {
    SweepLimits now =
        settled ? usual : new SweepLimits(FOR_NOW_NONE, usual.keepEnded(), usual.batch());
    SweepReport report;
    int batches = 0;
    do {
      report = sessions.sweep(now);
      report.ended().forEach(news::announce);
    } while (report.ended().size() + report.removed() >= now.batch() && ++batches < MAX_BATCHES);
  }

  /** What is swept, and who is told. */
  record Parts(Vault vault, SessionNews news, LeftGrants leftGrants) {}

  /**
   * How old what was left behind has to be.
   *
   * @param sessions how old sessions may get, and how much is swept at once
   * @param grantAge how long nobody must have worked at a grant
   * @param deletionAge how long ago a deletion must have begun
   */
  public record Limits(SweepLimits sessions, Duration grantAge, Duration deletionAge) {}
}
