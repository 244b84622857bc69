package dev.patchbay.providers.posthog;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;

class PostHogContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new PostHogProvider();
  }
}
