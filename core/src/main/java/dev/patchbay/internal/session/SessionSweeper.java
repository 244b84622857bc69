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

  private final SessionStore sessions;
  private final ConnectionStore connections;
  private final SessionNews news;
  private final LeftGrants leftGrants;
  private final Limits limits;
  private final EngineThreads threads;
  private final AtomicBoolean sweeping = new AtomicBoolean();

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
      SweepReport report;
      int batches = 0;
      do {
        report = sessions.sweep(limits.sessions());
        report.ended().forEach(news::announce);
      } while (report.ended().size() + report.removed() >= limits.sessions().batch()
          && ++batches < MAX_BATCHES);
      leftGrants.takeOver(limits.grantAge());
      connections.eraseAbandoned(limits.deletionAge(), limits.sessions().batch());
    } catch (RuntimeException unavailable) {
      LOG.warn("A sweep of the stores failed and is tried again: {}", Faults.describe(unavailable));
    } finally {
      sweeping.set(false);
    }
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
