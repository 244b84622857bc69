package dev.patchbay.internal.provider;

import dev.patchbay.spi.IntegrationProvider;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;

/** Makes the registry out of what is on the class path and what the host hands in. Immutable. */
public final class ProviderLoader {
  private final ProviderGate gate;
  private final ProviderSelection selection;

  /**
   * Makes a loader.
   *
   * @param gate what constructors and {@code definition()} are called through
   * @param selection where to look, and which of those found to keep
   */
  public ProviderLoader(ProviderGate gate, ProviderSelection selection) {
    this.gate = Objects.requireNonNull(gate, "gate");
    this.selection = Objects.requireNonNull(selection, "selection");
  }

  /**
   * Loads every provider that can be loaded; the others are in the registry's failures.
   *
   * @param handedIn the providers that the host brings itself
   * @return the registry
   * @throws dev.patchbay.error.TemporaryFailureException if the thread is interrupted
   */
  public ProviderRegistry load(Collection<? extends IntegrationProvider> handedIn) {
    ProviderIntake intake = new ProviderIntake(gate, selection);
    if (selection.discovery()) {
      discover(intake);
    }
    for (IntegrationProvider provider : List.copyOf(handedIn)) {
      intake.addHandedIn(provider);
    }
    return intake.registry();
  }

  private void discover(ProviderIntake intake) {
    ProviderSearch search = new ProviderSearch(selection.classLoader());
    search.run();
    intake.addFailures(search.failures());
    for (ServiceLoader.Provider<IntegrationProvider> located : search.found()) {
      intake.addFound(located);
    }
  }
}
