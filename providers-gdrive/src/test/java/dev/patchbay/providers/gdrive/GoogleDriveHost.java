package dev.patchbay.providers.gdrive;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
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
import java.util.function.BiFunction;

/** A host with Google Drive, played by the sandbox. */
final class GoogleDriveHost implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  static final String CALLBACK = "https://host.example/oauth/callback";
  static final String SCOPE = "https://www.googleapis.com/auth/";
  static final String READ = SCOPE + "drive.readonly";
  static final String FILE = SCOPE + "drive.file";

  final Sandbox sandbox = Sandbox.start();
  final SandboxService service;
  final Integrations integrations;
  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  private final MemoryStores stores = new MemoryStores(clock);

  private GoogleDriveHost(
      Dialect dialect,
      BiFunction<IntegrationsBuilder, GoogleDriveHost, IntegrationsBuilder> change) {
    service = sandbox.add(dialect);
    service.registerRedirectUri(CALLBACK + "/gdrive");
    IntegrationsBuilder builder =
        Integrations.builder()
            .clock(clock)
            .stores(stores)
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .provider(sandbox.relocate(new GoogleDriveProvider()))
            .callbackUrl(CALLBACK)
            .client("gdrive", service.client());
    integrations = change.apply(builder, this).build();
  }

  static GoogleDriveHost start() {
    return with(GoogleDialect.drive());
  }

  static GoogleDriveHost with(Dialect dialect) {
    return new GoogleDriveHost(dialect, (builder, host) -> builder);
  }

  static GoogleDriveHost beside(
      BiFunction<IntegrationsBuilder, GoogleDriveHost, IntegrationsBuilder> others) {
    return new GoogleDriveHost(GoogleDialect.drive(), others);
  }

  static ConnectionRequest.Builder token(String token) {
    return ConnectionRequest.builder("gdrive").accessToken(Secret.of(token));
  }

  static SessionRequest.Builder session() {
    return SessionRequest.builder(WORKSPACE, "gdrive");
  }

  Session begin(SessionRequest.Builder request) {
    return integrations.sessions().create(request.build());
  }

  /** Lets the user approve, and brings the browser back. */
  CallbackResult arrive(SessionRequest.Builder request) {
    URI callback = SandboxUser.at(sandbox).approve(begin(request).authorizeUrl().orElseThrow());
    return integrations
        .sessions()
        .completeCallback(CallbackRequest.ofQuery("gdrive", callback.getRawQuery()));
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
    return integrations.connections().delete(WORKSPACE, connection.id(), RevocationMode.AUTO);
  }

  @Override
  public void close() {
    integrations.close();
    sandbox.close();
  }
}
