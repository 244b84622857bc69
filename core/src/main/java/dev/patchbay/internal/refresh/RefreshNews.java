package dev.patchbay.internal.refresh;

import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.CredentialEvent;
import dev.patchbay.model.IntegrationHealth;
import dev.patchbay.model.RefreshFailureEvent;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listeners what became of refreshes, after it was stored. */
final class RefreshNews {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshNews.class);

  private final Listeners listeners;

  RefreshNews(Listeners listeners) {
    this.listeners = listeners;
  }

  void refreshed(Connection connection, String tokenSet, long version) {
    LOG.debug("Connection {} refreshed: {} has version {}", connection.id(), tokenSet, version);
    CredentialEvent event = CredentialEvent.builder(connection, tokenSet, version).build();
    listeners.tell(listener -> listener.credentialsRefreshed(event));
  }

  void failed(Connection connection, ConnectionAttempt attempt, Optional<Duration> retryIn) {
    LOG.info(
        "Connection {} of integration {} was not refreshed: {}",
        connection.id(),
        connection.integrationType(),
        attempt.code().orElse(""));
    RefreshFailureEvent event =
        RefreshFailureEvent.builder(connection, attempt).retryIn(retryIn.orElse(null)).build();
    listeners.tell(listener -> listener.refreshFailed(event));
  }

  /** An endpoint fell ill, or is well again. */
  void health(IntegrationHealth health) {
    if (health.code().isPresent()) {
      LOG.warn(
          "The token endpoint of {} takes no refreshes ({}); connections stay as they are",
          health.integrationType(),
          health.code().get());
      listeners.tell(listener -> listener.integrationUnhealthy(health));
    } else {
      LOG.info("The token endpoint of {} takes refreshes again", health.integrationType());
      listeners.tell(listener -> listener.integrationHealthy(health));
    }
  }

  void reauthorizationRequired(Connection connection) {
    LOG.info(
        "Connection {} of integration {} needs its user: {}",
        connection.id(),
        connection.integrationType(),
        connection.statusCause().orElse(""));
    ConnectionEvent event = ConnectionEvent.builder(connection).build();
    listeners.tell(listener -> listener.reauthorizationRequired(event));
  }
}
