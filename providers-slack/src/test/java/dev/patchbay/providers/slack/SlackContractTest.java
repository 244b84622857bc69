package dev.patchbay.providers.slack;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class SlackContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new SlackProvider();
  }
}
