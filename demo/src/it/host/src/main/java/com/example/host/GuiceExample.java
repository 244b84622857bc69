package com.example.host;

import com.example.acme.AcmeProvider;
import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.SessionManager;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.net.URI;

/** With an injector of its own. */
final class GuiceExample {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  private final IntegrationProvider github;

  GuiceExample(IntegrationProvider github) {
    this.github = github;
  }

  void run() {
    begin(
        Integrations.builder()
            .callbackUrl("https://host.example/oauth/callback")
            .client(
                "github",
                OAuthClient.builder("client id").clientSecret(Secret.of("client secret")).build()));
    HostModule hostModule = new HostModule(github);
    Injector injector =
        Guice.createInjector(
            hostModule,
            Integrations.builder().withoutDiscovery().unsafeAllowLoopbackHttp().toModule());
    try (Integrations integrations = injector.getInstance(Integrations.class)) {
      new PastedToken(integrations).walk();
    }
  }

  private static void begin(IntegrationsBuilder settings) {
    HostModule hostModule = new HostModule(new AcmeProvider());
    // tag::injector
    Injector injector = Guice.createInjector(hostModule, settings.toModule());
    try (Integrations integrations = injector.getInstance(Integrations.class)) {
      SessionManager sessions = injector.getInstance(SessionManager.class); // or injected
      Session session = sessions.create(SessionRequest.builder(WORKSPACE, "github").build());
      report(integrations, session);
    }
    // end::injector
    System.out.println("host's bindings untouched: " + hostModule.isUntouchedIn(injector));
  }

  private static void report(Integrations integrations, Session session) {
    System.out.println(
        "installed: " + integrations.installed().stream().map(IntegrationDefinition::id).toList());
    System.out.println(
        "authorise at: " + session.authorizeUrl().map(URI::create).orElseThrow().getHost());
    System.out.println("created at: " + session.createdAt());
  }
}
