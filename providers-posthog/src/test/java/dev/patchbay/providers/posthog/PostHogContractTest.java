package dev.patchbay.providers.posthog;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class PostHogContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new PostHogProvider();
  }
}
