package dev.patchbay.internal.session;

import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Duration;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the grants that a node left behind: goes on with their sessions, or revokes them where
 * those have ended.
 */
final class LeftGrants {
  private static final Logger LOG = LoggerFactory.getLogger(LeftGrants.class);
  private static final int BATCH = 100;

  private final SessionStore sessions;
  private final GrantFlow flow;
  private final GrantCompletion completion;
  private final Bulkheads bulkheads;

  LeftGrants(
      SessionStore sessions, GrantFlow flow, GrantCompletion completion, Bulkheads bulkheads) {
    this.sessions = sessions;
    this.flow = flow;
    this.completion = completion;
    this.bulkheads = bulkheads;
  }

  /** Takes over what nobody has worked at for a while. */
  void takeOver(Duration age) {
    sessions.takeGrants(age, BATCH).forEach(this::start);
  }

  private void start(SessionRecord left) {
    try {
      Future<?> unused = bulkheads.start(left.session().integrationType(), () -> goOn(left));
    } catch (TemporaryFailureException busy) {
      LOG.debug("The grant of session {} is left for later", left.session().id());
    }
  }

  private SessionRecord goOn(SessionRecord left) {
    if (left.isExchanging()) {
      LOG.info("Session {} was left behind with its grant, and goes on", left.session().id());
      flow.resume(left);
    } else {
      completion.discardStaged(left);
    }
    return left;
  }
}
