package com.example.host;

import dev.patchbay.Integrations;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.net.URI;
import java.util.List;

/** Without a framework. */
final class PlainExample {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  private final IntegrationProvider github;

  PlainExample(IntegrationProvider github) {
    this.github = github;
  }

  void run() {
    begin("client id", Secret.of("client secret"));
    try (Integrations integrations =
        Integrations.builder()
            .withoutDiscovery()
            .provider(github)
            .unsafeAllowLoopbackHttp()
            .build()) {
      new PastedToken(integrations).walk();
    }
  }

  private void begin(String clientId, Secret clientSecret) {
    // tag::plain
    try (Integrations integrations =
        Integrations.builder()
            .callbackUrl("https://host.example/oauth/callback")
            .client("github", OAuthClient.builder(clientId).clientSecret(clientSecret).build())
            .build()) {
      show(integrations.installed());
      Session session =
          integrations.sessions().create(SessionRequest.builder(WORKSPACE, "github").build());
      redirect(session.authorizeUrl().orElseThrow());
    }
    // end::plain
  }

  private static void show(List<IntegrationDefinition> installed) {
    System.out.println("installed: " + installed.stream().map(IntegrationDefinition::id).toList());
  }

  private static void redirect(String authorizeUrl) {
    System.out.println("authorise at: " + URI.create(authorizeUrl).getHost());
  }
}
