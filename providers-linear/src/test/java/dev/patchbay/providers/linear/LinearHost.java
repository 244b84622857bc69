package dev.patchbay.providers.linear;

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
import dev.patchbay.testkit.sandbox.LinearDialect;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A host with Linear, played by the sandbox. */
final class LinearHost implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  static final String CALLBACK = "https://host.example/oauth/callback";

  final Sandbox sandbox = Sandbox.start();
  final SandboxService service;
  final Integrations integrations;

  private LinearHost(Dialect dialect) {
    service = sandbox.add(dialect);
    service.registerRedirectUri(CALLBACK + "/linear");
    IntegrationProvider provider = sandbox.relocate(new LinearProvider());
    integrations =
        Integrations.builder()
            .clock(SettableClock.at(Instant.parse("2026-11-23T12:00:00Z")))
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .provider(provider)
            .callbackUrl(CALLBACK)
            .client("linear", service.client())
            .build();
  }

  static LinearHost start() {
    return with(LinearDialect.standard());
  }

  static LinearHost with(Dialect dialect) {
    return new LinearHost(dialect);
  }

  static ConnectionRequest.Builder key(String key) {
    return ConnectionRequest.builder("linear").apiKey(Secret.of(key));
  }

  static ConnectionRequest.Builder token(String token) {
    return ConnectionRequest.builder("linear").accessToken(Secret.of(token));
  }

  static SessionRequest.Builder session() {
    return SessionRequest.builder(WORKSPACE, "linear");
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
        .completeCallback(CallbackRequest.ofQuery("linear", callback.getRawQuery()));
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
