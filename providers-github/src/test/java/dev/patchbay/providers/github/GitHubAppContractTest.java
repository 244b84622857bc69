package dev.patchbay.providers.github;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderContract;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.GitHubDialect;

/** A GitHub App, whose tokens expire and are refreshed, where an OAuth App's are not. */
class GitHubAppContractTest extends ProviderContract {
  @Override
  protected IntegrationProvider provider() {
    return new GitHubProvider();
  }

  @Override
  protected Dialect dialect() {
    return GitHubDialect.gitHubApp();
  }
}
