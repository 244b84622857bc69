package dev.patchbay.providers.slack;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.SlackDialect;
import org.junit.jupiter.api.Tag;

/** An app with token rotation, whose tokens expire and are refreshed. */
@Tag("one-jdk")
class SlackRotatingContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new SlackProvider();
  }

  @Override
  protected Dialect dialect() {
    return SlackDialect.rotating();
  }
}
