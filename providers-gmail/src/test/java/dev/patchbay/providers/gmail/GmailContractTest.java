package dev.patchbay.providers.gmail;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class GmailContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new GmailProvider();
  }
}
