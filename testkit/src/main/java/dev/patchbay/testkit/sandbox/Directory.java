package dev.patchbay.testkit.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The services of a sandbox by the id of their integration. Thread-safe. */
final class Directory {
  private final Map<String, SandboxService> services = new ConcurrentSkipListMap<>();
  private final Clock clock;

  Directory(Clock clock) {
    this.clock = clock;
  }

  SandboxService add(Dialect dialect) {
    SandboxService added = new SandboxService(dialect, clock);
    if (services.putIfAbsent(dialect.integrationType(), added) != null) {
      throw new IllegalStateException(
          "The sandbox has a service for '" + dialect.integrationType() + "' already");
    }
    return added;
  }

  Optional<SandboxService> find(String integrationType) {
    return Optional.ofNullable(services.get(integrationType));
  }

  /** Services may share a URL; then it is the client or the token that decides. */
  Optional<SandboxService> find(RecordedRequest request) {
    List<SandboxService> there =
        services.values().stream()
            .filter(service -> service.dialect().findEndpoint(request).isPresent())
            .toList();
    return there.stream()
        .filter(service -> service.isMeantBy(request))
        .findFirst()
        .or(() -> there.stream().findFirst());
  }
}
