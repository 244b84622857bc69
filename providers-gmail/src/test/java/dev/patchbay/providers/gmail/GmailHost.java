package dev.patchbay.providers.gmail;

import dev.patchbay.Integrations;
import dev.patchbay.internal.memory.MemoryStores;
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
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.GoogleDialect;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A host with Gmail, played by the sandbox. */
final class GmailHost implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  static final String CALLBACK = "https://host.example/oauth/callback";
  static final String SCOPE = "https://www.googleapis.com/auth/";
  static final String READ = SCOPE + "gmail.readonly";
  static final String SEND = SCOPE + "gmail.send";

  final Sandbox sandbox = Sandbox.start();
  final SandboxService service;
  final Integrations integrations;
  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  private final MemoryStores stores = new MemoryStores(clock);

  private GmailHost(Dialect dialect) {
    service = sandbox.add(dialect);
    service.registerRedirectUri(CALLBACK + "/gmail");
    integrations =
        Integrations.builder()
            .clock(clock)
            .stores(stores)
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .provider(sandbox.relocate(new GmailProvider()))
            .callbackUrl(CALLBACK)
            .client("gmail", service.client())
            .build();
  }

  static GmailHost start() {
    return with(GoogleDialect.gmail());
  }

  static GmailHost with(Dialect dialect) {
    return new GmailHost(dialect);
  }

  static ConnectionRequest.Builder token(String token) {
    return ConnectionRequest.builder("gmail").accessToken(Secret.of(token));
  }

  static SessionRequest.Builder session() {
    return SessionRequest.builder(WORKSPACE, "gmail");
  }

  Session begin(SessionRequest.Builder request) {
    return integrations.sessions().create(request.build());
  }

  /** Lets the user approve, and brings the browser back. */
  CallbackResult arrive(SessionRequest.Builder request) {
    URI callback = SandboxUser.at(sandbox).approve(begin(request).authorizeUrl().orElseThrow());
    return arrive(callback.getRawQuery());
  }

  CallbackResult arrive(String rawQuery) {
    return integrations.sessions().completeCallback(CallbackRequest.ofQuery("gmail", rawQuery));
  }

  Connection connect(SessionRequest.Builder request) {
    return integrations
        .connections()
        .get(WORKSPACE, arrive(request).session().connectionId().orElseThrow());
  }

  Connection create(ConnectionRequest.Builder request) {
    return integrations.connections().create(WORKSPACE, request.build());
  }

  List<Connection> connections() {
    return integrations.connections().list(WORKSPACE, ConnectionFilter.all()).connections();
  }

  /** What is kept of the tokens, beside themselves. */
  TokenSetRecord tokens(Connection connection) {
    return stores
        .connections()
        .find(WORKSPACE, connection.id())
        .orElseThrow()
        .tokenSets()
        .values()
        .iterator()
        .next();
  }

  DeletionReceipt delete(Connection connection) {
    return delete(connection, RevocationMode.AUTO);
  }

  DeletionReceipt delete(Connection connection, RevocationMode mode) {
    return integrations.connections().delete(WORKSPACE, connection.id(), mode);
  }

  @Override
  public void close() {
    integrations.close();
    sandbox.close();
  }
}
