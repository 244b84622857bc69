package dev.patchbay.providers.gmail;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;

class GmailContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new GmailProvider();
  }
}
