import dev.patchbay.providers.github.GitHubProvider;
import dev.patchbay.spi.IntegrationProvider;

/** Connects GitHub accounts. */
module dev.patchbay.providers.github {
  requires transitive dev.patchbay.core;
  requires static org.jspecify;

  exports dev.patchbay.providers.github;

  provides IntegrationProvider with
      GitHubProvider;
}
