package dev.patchbay.internal.session;

import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.SweepReport;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what was left behind and forgets what is over, in small batches, every 30 seconds. */
public final class SessionSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(SessionSweeper.class);
  private static final long SECONDS = 30;
  private static final int MAX_BATCHES = 100;

  private final SessionStore sessions;
  private final ConnectionStore connections;
  private final Tell tell;
  private final SweepLimits limits;
  private final EngineThreads threads;
  private final AtomicBoolean sweeping = new AtomicBoolean();

  SessionSweeper(Vault vault, Tell tell, SweepLimits limits, EngineThreads threads) {
    this.sessions = vault.sessions();
    this.connections = vault.connections();
    this.tell = tell;
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
        report = sessions.sweep(limits);
        report.ended().forEach(this::end);
      } while (report.ended().size() + report.removed() >= limits.batch()
          && ++batches < MAX_BATCHES);
      connections.eraseAbandoned(limits.exchangeLife(), limits.batch());
    } catch (RuntimeException unavailable) {
      LOG.warn("A sweep of the stores failed and is tried again: {}", Faults.describe(unavailable));
    } finally {
      sweeping.set(false);
    }
  }

  /** A grant that was left behind staged is ended at the service: nobody will ever use it. */
  private void end(SessionRecord ended) {
    tell.news().announce(ended);
    if (ended.stagedGrant().isPresent()) {
      try {
        Future<?> unused =
            tell.bulkheads()
                .start(
                    ended.session().integrationType(),
                    () -> {
                      tell.completion().discardStaged(ended);
                      return ended;
                    });
      } catch (TemporaryFailureException busy) {
        LOG.warn("The grant of session {} was left alive: {}", ended.session().id(), busy.code());
      }
    }
  }

  /** What is told and done of the sessions that a sweep ended. */
  record Tell(SessionNews news, GrantCompletion completion, Bulkheads bulkheads) {}
}
