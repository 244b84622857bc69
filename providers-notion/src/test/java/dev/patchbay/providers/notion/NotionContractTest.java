package dev.patchbay.providers.notion;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class NotionContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new NotionProvider();
  }
}
