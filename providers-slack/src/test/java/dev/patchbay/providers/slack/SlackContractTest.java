package dev.patchbay.providers.slack;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;

class SlackContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new SlackProvider();
  }
}
