package dev.patchbay.providers.github;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;

class GitHubContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new GitHubProvider();
  }
}
