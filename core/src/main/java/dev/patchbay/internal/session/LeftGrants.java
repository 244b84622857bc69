package dev.patchbay.internal.session;

import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Duration;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over the grants that a node left behind, a few at a time. */
final class LeftGrants {
  private static final Logger LOG = LoggerFactory.getLogger(LeftGrants.class);

  /** So few that they find room beside the callbacks. */
  private static final int BATCH = 16;

  private final SessionStore sessions;
  private final GrantFlow flow;
  private final Bulkheads bulkheads;

  LeftGrants(SessionStore sessions, GrantFlow flow, Bulkheads bulkheads) {
    this.sessions = sessions;
    this.flow = flow;
    this.bulkheads = bulkheads;
  }

  /** Takes over what nobody has worked at for a while. */
  void takeOver(Duration age) {
    sessions.takeGrants(age, BATCH).forEach(this::start);
  }

  private void start(SessionRecord left) {
    try {
      Future<?> unused =
          bulkheads.start(
              left.session().integrationType(),
              () -> {
                flow.takeOver(left);
                return left;
              });
    } catch (TemporaryFailureException busy) {
      LOG.debug("The grant of session {} is left for later", left.session().id());
    }
  }
}
