package dev.patchbay.internal.provider;

import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import dev.patchbay.spi.IntegrationProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that call themselves providers, past every one that cannot be found. Runs none
 * of their code. Used once.
 */
final class ProviderSearch {
  private static final int MAX_STEPS = 1_000;

  private final ClassLoader classLoader;
  private final List<ServiceLoader.Provider<IntegrationProvider>> found = new ArrayList<>();
  private final List<ProviderLoadFailure> failures = new ArrayList<>();
  private @Nullable LocatingErrors errors;
  private @Nullable String lastTrouble;

  ProviderSearch(ClassLoader classLoader) {
    this.classLoader = classLoader;
  }

  void run() {
    Spliterator<ServiceLoader.Provider<IntegrationProvider>> steps =
        ServiceLoader.load(IntegrationProvider.class, classLoader).stream().spliterator();
    for (int step = 0; step < MAX_STEPS; step++) {
      if (!advance(steps)) {
        return;
      }
    }
    failures.add(ended("after " + MAX_STEPS + " steps"));
  }

  List<ServiceLoader.Provider<IntegrationProvider>> found() {
    return found;
  }

  List<ProviderLoadFailure> failures() {
    return failures;
  }

  private boolean advance(Spliterator<ServiceLoader.Provider<IntegrationProvider>> steps) {
    try {
      boolean advanced = steps.tryAdvance(found::add);
      lastTrouble = null;
      return advanced;
    } catch (RuntimeException | LinkageError | ServiceConfigurationError broken) {
      return canGoOnAfter(broken);
    }
  }

  private boolean canGoOnAfter(Throwable broken) {
    ProviderLoadFailure failure = explain(broken);
    if (failure.toString().equals(lastTrouble)) {
      failures.add(ended("because the same error came twice"));
      return false;
    }
    lastTrouble = failure.toString();
    failures.add(failure);
    return true;
  }

  private ProviderLoadFailure explain(Throwable broken) {
    if (errors == null) {
      errors = new LocatingErrors(classLoader);
    }
    return errors.explain(broken);
  }

  private static ProviderLoadFailure ended(String why) {
    String message = "The search for providers ended " + why + "; some may not have been found";
    return ProviderLoadFailure.builder(ServicesFile.NAME, Stage.LOCATE, message).build();
  }
}
