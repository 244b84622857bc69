package dev.patchbay.providers.linear;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class LinearContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new LinearProvider();
  }
}
