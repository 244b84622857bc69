package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.io.IOException;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A provider is found, and does not hold up the start. */
abstract class DiscoveryContract extends ConductContract {
  private static final long CONSTRUCTOR_SECONDS = 5;
  private static final long DEFINITION_SECONDS = 1;

  @Test
  void isFoundByServiceLoader() {
    Class<?> type = provider().getClass();

    assertThat(
            ServiceLoader.load(IntegrationProvider.class, type.getClassLoader()).stream()
                .map(ServiceLoader.Provider::type)
                .map(Class::getName))
        .contains(type.getName());
  }

  @Test
  void servicesFileAndModuleNameTheSame() throws IOException {
    Listing listing = Listing.of(provider().getClass());

    if (listing.provided().isPresent()) {
      assertThat(listing.provided().get()).isEqualTo(listing.named());
    }
  }

  @Test
  void constructorAndDefinitionAreQuick() throws Exception {
    Class<? extends IntegrationProvider> type = provider().getClass();
    Callable<IntegrationProvider> constructor = () -> type.getConstructor().newInstance();

    IntegrationProvider made = within(CONSTRUCTOR_SECONDS, constructor);
    IntegrationDefinition definition = within(DEFINITION_SECONDS, made::definition);
    assertThat(definition.id()).isEqualTo(definition().id());
  }

  private static <T> T within(long seconds, Callable<T> call) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor(DiscoveryContract::daemon);
    try {
      Future<T> called = thread.submit(call);
      return called.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("It did not return within " + seconds + " s", late);
    } finally {
      thread.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "contract-kit");
    thread.setDaemon(true);
    return thread;
  }
}
