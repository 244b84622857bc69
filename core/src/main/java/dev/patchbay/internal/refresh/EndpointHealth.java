package dev.patchbay.internal.refresh;

import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.model.IntegrationHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which token endpoints do not take this node's calls, keeps it from asking them, and tells
 * the listeners when one falls ill and when it is well again. Remembers the ill ones only.
 * Thread-safe.
 */
final class EndpointHealth {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointHealth.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Map<Endpoint, Breaker> breakers = new ConcurrentHashMap<>();
  private final Map<Endpoint, IntegrationHealth> ill = new ConcurrentHashMap<>();
  private final EngineTime time;
  private final Listeners listeners;

  EndpointHealth(EngineTime time, Listeners listeners) {
    this.time = time;
    this.listeners = listeners;
  }

  /** {@return empty if a call may be sent there; else how long none may} */
  Optional<Duration> refusal(Endpoint endpoint) {
    Breaker breaker = breakers.get(endpoint);
    return breaker == null ? Optional.empty() : breaker.refusal();
  }

  /** {@return how long no call may be sent there; empty if one may} Takes nothing. */
  Optional<Duration> pause(Endpoint endpoint) {
    Breaker breaker = breakers.get(endpoint);
    return breaker == null ? Optional.empty() : breaker.pause();
  }

  /** Gives back the right to send that {@link #refusal} gave. */
  void unused(Endpoint endpoint) {
    Breaker breaker = breakers.get(endpoint);
    if (breaker != null) {
      breaker.giveBack();
    }
  }

  /** {@return the endpoint was ill when it was asked} */
  boolean isIll(Endpoint endpoint) {
    return ill.containsKey(endpoint);
  }

  void answeredWell(Endpoint endpoint) {
    Breaker breaker = breakers.get(endpoint);
    if (breaker != null && breaker.close()) {
      recovered(endpoint);
    }
    breakers.computeIfPresent(endpoint, (key, kept) -> kept.isSpotless() ? null : kept);
  }

  private void recovered(Endpoint endpoint) {
    if (ill.remove(endpoint) != null) {
      LOG.info("The token endpoint of {} takes refreshes again", endpoint.integrationType());
      IntegrationHealth health = health(endpoint).build();
      listeners.tell(listener -> listener.integrationHealthy(health));
    }
  }

  void failed(Endpoint endpoint, Judgement judgement) {
    boolean opened =
        switch (judgement.kind()) {
          case OPERATOR -> breaker(endpoint).open(PAUSE);
          case RATE_LIMITED -> breaker(endpoint).open(judgement.retryAfter().orElse(PAUSE));
          case UNSENT, LOST, OUTAGE -> breaker(endpoint).countFailure() || reopen(endpoint);
          case TERMINAL, RIDDLE -> false;
        };
    if (opened) {
      fellIll(endpoint, judgement);
    }
  }

  /** The one call that was let through while it was open failed too. */
  private boolean reopen(Endpoint endpoint) {
    return isIll(endpoint) && breaker(endpoint).open(PAUSE);
  }

  private void fellIll(Endpoint endpoint, Judgement judgement) {
    IntegrationHealth health =
        health(endpoint)
            .code(judgement.code().wireValue())
            .serviceError(judgement.serviceError().orElse(null))
            .since(time.now())
            .build();
    if (ill.put(endpoint, health) == null) {
      LOG.warn(
          "The token endpoint of {} takes no refreshes ({}); connections stay as they are",
          endpoint.integrationType(),
          judgement.code());
      listeners.tell(listener -> listener.integrationUnhealthy(health));
    }
  }

  private static IntegrationHealth.Builder health(Endpoint endpoint) {
    return IntegrationHealth.builder(endpoint.integrationType(), endpoint.host());
  }

  private Breaker breaker(Endpoint endpoint) {
    return breakers.computeIfAbsent(endpoint, key -> new Breaker(time));
  }

  /** {@return why an endpoint takes no calls; empty if it is well} */
  Optional<IntegrationHealth> find(Endpoint endpoint) {
    return Optional.ofNullable(ill.get(endpoint));
  }

  /** {@return the endpoints that are ill} */
  List<IntegrationHealth> unhealthy() {
    return List.copyOf(ill.values());
  }
}
