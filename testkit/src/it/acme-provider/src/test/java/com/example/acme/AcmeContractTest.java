package com.example.acme;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;

class AcmeContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new AcmeProvider();
  }
}
