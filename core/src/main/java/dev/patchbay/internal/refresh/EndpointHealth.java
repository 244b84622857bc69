package dev.patchbay.internal.refresh;

import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.refresh.Breaker.Admission;
import dev.patchbay.model.IntegrationHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which token endpoints do not take this node's calls, and keeps it from asking them.
 * Remembers those only that failed lately. Tells nobody: whoever changes something here tells the
 * listeners when what it did is stored. Thread-safe.
 */
final class EndpointHealth {
  private static final int MAX_ENDPOINTS = 10_000;
  private static final Admission FREE = new Admission(Optional.empty(), false);

  private final Map<Endpoint, Patient> patients = new ConcurrentHashMap<>();
  private final EngineTime time;

  EndpointHealth(EngineTime time) {
    this.time = time;
  }

  /** Asks to send a call there. */
  Admission admit(Endpoint endpoint) {
    Patient patient = patients.get(endpoint);
    return patient == null ? FREE : patient.breaker.admit();
  }

  /** {@return how long no call may be sent there; empty if one may} Takes nothing. */
  Optional<Duration> pause(Endpoint endpoint) {
    Patient patient = patients.get(endpoint);
    return patient == null ? Optional.empty() : patient.breaker.pause();
  }

  /** Gives back an admission that was not used. */
  void unused(Endpoint endpoint, Admission admission) {
    Patient patient = patients.get(endpoint);
    if (patient != null) {
      patient.breaker.giveBack(admission);
    }
  }

  boolean isIll(Endpoint endpoint) {
    return find(endpoint).isPresent();
  }

  /** {@return why an endpoint takes no calls; empty if it is well} */
  Optional<IntegrationHealth> find(Endpoint endpoint) {
    Patient patient = patients.get(endpoint);
    return patient == null ? Optional.empty() : Optional.ofNullable(patient.illness);
  }

  /** {@return the endpoints that are ill} */
  List<IntegrationHealth> unhealthy() {
    return patients.keySet().stream().map(this::find).flatMap(Optional::stream).toList();
  }

  /** {@return what is to be told, if it had been ill} */
  Optional<IntegrationHealth> answeredWell(Endpoint endpoint) {
    Patient cured = patients.remove(endpoint);
    return cured == null || cured.illness == null
        ? Optional.empty()
        : Optional.of(health(endpoint).build());
  }

  /** {@return what is to be told, if it fell ill by this} */
  Optional<IntegrationHealth> failed(Endpoint endpoint, Judgement judgement) {
    if (judgement.kind() == Judgement.Kind.RIDDLE) {
      return Optional.empty();
    }
    Diagnosis diagnosis = new Diagnosis(judgement);
    patients.compute(endpoint, diagnosis::make);
    return Optional.ofNullable(diagnosis.fellIll);
  }

  private static IntegrationHealth.Builder health(Endpoint endpoint) {
    return IntegrationHealth.builder(endpoint.integrationType(), endpoint.host());
  }

  /** What one more failure makes of an endpoint. */
  private final class Diagnosis {
    private final Judgement judgement;
    private @Nullable IntegrationHealth fellIll;

    private Diagnosis(Judgement judgement) {
      this.judgement = judgement;
    }

    /** Beyond the bound, which only hosts that users name can reach, nothing is remembered. */
    private @Nullable Patient make(Endpoint endpoint, @Nullable Patient known) {
      if (known == null && patients.size() >= MAX_ENDPOINTS) {
        return null;
      }
      Patient patient = known == null ? new Patient(new Breaker(time), null) : known;
      if (!opens(patient) || patient.illness != null) {
        return patient;
      }
      fellIll =
          health(endpoint)
              .code(judgement.code().wireValue())
              .serviceError(judgement.serviceError().orElse(null))
              .since(time.now())
              .build();
      return new Patient(patient.breaker, fellIll);
    }

    private boolean opens(Patient patient) {
      Breaker breaker = patient.breaker;
      return switch (judgement.kind()) {
        case OPERATOR -> breaker.open(Breaker.PAUSE);
        case RATE_LIMITED -> breaker.open(judgement.retryAfter().orElse(Breaker.PAUSE));
        default -> breaker.isOpen() ? breaker.open(Breaker.PAUSE) : breaker.countFailure();
      };
    }
  }

  /**
   * An endpoint that failed lately.
   *
   * @param illness why it takes no calls; null while it does
   */
  private record Patient(Breaker breaker, @Nullable IntegrationHealth illness) {}
}
