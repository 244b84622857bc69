package dev.patchbay.providers.posthog;

import dev.patchbay.Integrations;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.PostHogDialect;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A host with PostHog, played by the sandbox. */
final class PostHogHost implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  static final String CALLBACK = "https://host.example/oauth/callback";

  static final String OWN = "posthog.example.com";

  final Sandbox sandbox = Sandbox.start();
  final SandboxService service;
  final Integrations integrations;

  private PostHogHost(Dialect dialect) {
    service = sandbox.add(dialect);
    service.registerRedirectUri(CALLBACK + "/posthog");
    IntegrationProvider provider = sandbox.relocate(new PostHogProvider());
    integrations =
        Integrations.builder()
            .clock(SettableClock.at(Instant.parse("2026-11-23T12:00:00Z")))
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .provider(provider)
            .callbackUrl(CALLBACK)
            .client("posthog", service.client())
            .trustHost("posthog", OWN)
            .clientSource(
                lookup ->
                    OWN.equals(lookup.variables().get("host"))
                        ? Optional.of(service.client())
                        : Optional.empty())
            .build();
  }

  static PostHogHost start() {
    return with(PostHogDialect.cloud());
  }

  static PostHogHost with(Dialect dialect) {
    return new PostHogHost(dialect);
  }

  static ConnectionRequest.Builder key(String key) {
    return ConnectionRequest.builder("posthog").apiKey(Secret.of(key));
  }

  static ConnectionRequest.Builder token(String token) {
    return ConnectionRequest.builder("posthog").accessToken(Secret.of(token));
  }

  static SessionRequest.Builder session() {
    return SessionRequest.builder(WORKSPACE, "posthog");
  }

  Connection create(ConnectionRequest.Builder request) {
    return integrations.connections().create(WORKSPACE, request.build());
  }

  /** Lets the user approve, and brings the browser back. */
  CallbackResult arrive(SessionRequest.Builder request) {
    Session session = integrations.sessions().create(request.build());
    URI callback = SandboxUser.at(sandbox).approve(session.authorizeUrl().orElseThrow());
    return integrations
        .sessions()
        .completeCallback(CallbackRequest.ofQuery("posthog", callback.getRawQuery()));
  }

  Connection connect(SessionRequest.Builder request) {
    return integrations
        .connections()
        .get(WORKSPACE, arrive(request).session().connectionId().orElseThrow());
  }

  List<Connection> connections() {
    return integrations.connections().list(WORKSPACE, ConnectionFilter.all()).connections();
  }

  DeletionReceipt delete(Connection connection) {
    return integrations.connections().delete(WORKSPACE, connection.id(), RevocationMode.AUTO);
  }

  @Override
  public void close() {
    integrations.close();
    sandbox.close();
  }
}
