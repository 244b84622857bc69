package dev.patchbay.internal.session;

import dev.patchbay.spi.store.SessionLimits;
import java.time.Duration;

/**
 * The settings of sessions.
 *
 * @param limits a session's life and how many may be pending
 * @param sweep how old sessions may get
 * @param identityRetry how long an account that cannot be identified is tried again
 * @param maxWaiters how many waits there may be at once
 * @param bindingRule whether sessions without a browser binding are accepted
 */
public record SessionSettings(
    SessionLimits limits,
    SessionSweeper.Limits sweep,
    Duration identityRetry,
    int maxWaiters,
    BindingRule bindingRule) {

  /** Whether sessions without a browser binding are accepted. */
  public enum BindingRule {
    OPTIONAL,
    REQUIRED
  }
}
