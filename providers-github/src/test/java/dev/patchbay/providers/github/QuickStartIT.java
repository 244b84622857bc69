package dev.patchbay.providers.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class QuickStartIT {
  private static final String CALLBACK = "https://host.example/oauth/callback";

  @Test
  void connectsGitHub() {
    try (Sandbox sandbox = Sandbox.start()) {
      IntegrationProvider provider = sandbox.relocate(new GitHubProvider());
      SandboxService github = sandbox.service("github");
      github.registerRedirectUri(CALLBACK + "/github");
      IntegrationsBuilder settings =
          Integrations.builder()
              .withoutDiscovery()
              .unsafeAllowLoopbackHttp()
              .provider(provider)
              .callbackUrl(CALLBACK)
              .client("github", github.client());
      List<Consumer<String>> routes = new ArrayList<>();

      String name =
          QuickStart.connect(
              settings,
              routes::add,
              url ->
                  routes
                      .get(0)
                      .accept(SandboxUser.at(sandbox).approve(URI.create(url)).getRawQuery()));

      assertThat(name).isEqualTo(github.account().displayName());
    }
  }
}
