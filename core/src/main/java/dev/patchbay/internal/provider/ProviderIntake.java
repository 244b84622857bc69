package dev.patchbay.internal.provider;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;

/** Takes providers in one by one, keeps the good ones and the reasons against the others. */
final class ProviderIntake {
  private final ProviderGate gate;
  private final ProviderSelection selection;
  private final List<InstalledProvider> accepted = new ArrayList<>();
  private final List<ProviderLoadFailure> failures = new ArrayList<>();
  private final Set<String> knownIds = new HashSet<>();

  ProviderIntake(ProviderGate gate, ProviderSelection selection) {
    this.gate = gate;
    this.selection = selection;
  }

  void addFailures(List<ProviderLoadFailure> added) {
    failures.addAll(added);
  }

  void addFound(ServiceLoader.Provider<IntegrationProvider> located) {
    Origin origin = Origin.of(located.type());
    Optional<IntegrationProvider> provider = attempt(origin, Stage.CREATE, located::get);
    if (provider.isPresent()) {
      Optional<InstalledProvider> defined = defined(provider.get(), origin);
      if (defined.isPresent() && selection.wants(defined.get().id())) {
        accept(defined.get());
      }
    }
  }

  void addHandedIn(IntegrationProvider provider) {
    Optional<InstalledProvider> defined = defined(provider, Origin.of(provider.getClass()));
    if (defined.isPresent()) {
      accept(defined.get());
    }
  }

  ProviderRegistry registry() {
    return ProviderRegistry.of(accepted, failures, selection.unknown(knownIds));
  }

  private Optional<InstalledProvider> defined(IntegrationProvider provider, Origin origin) {
    Optional<IntegrationDefinition> definition =
        attempt(origin, Stage.DEFINE, provider::definition);
    if (definition.isEmpty()) {
      return Optional.empty();
    }
    knownIds.add(definition.get().id());
    return Optional.of(new InstalledProvider(definition.get(), provider, origin));
  }

  private <T> Optional<T> attempt(Origin origin, Stage stage, Callable<T> step) {
    String hook = stage == Stage.CREATE ? "constructor" : "definition";
    try {
      return Optional.of(gate.call(origin.className(), hook, step));
    } catch (IntegrationException failed) {
      // An interrupt means that the host gives up starting, not that its providers are broken.
      if (Thread.currentThread().isInterrupted()) {
        throw failed;
      }
      failures.add(origin.failure(stage, failed.detail().message(), failed));
      return Optional.empty();
    }
  }

  private void accept(InstalledProvider provider) {
    List<String> insecure = InsecureUrls.of(provider.definition());
    if (insecure.isEmpty() || selection.insecureLoopbackAllowed()) {
      accepted.add(provider);
    } else {
      failures.add(refused(provider, insecure));
    }
  }

  private static ProviderLoadFailure refused(InstalledProvider provider, List<String> insecure) {
    String message =
        "The definition of '"
            + provider.id()
            + "' has URLs that are not https: "
            + OneLine.of(insecure.toString())
            + "; use https, or allow insecure loopback URLs";
    return provider.failure(Stage.DEFINE, message);
  }
}
