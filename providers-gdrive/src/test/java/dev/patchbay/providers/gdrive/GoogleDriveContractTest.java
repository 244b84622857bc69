package dev.patchbay.providers.gdrive;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class GoogleDriveContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new GoogleDriveProvider();
  }
}
