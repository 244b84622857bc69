package dev.patchbay.engine;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A host with one integration, played by the sandbox, and a clock that the test sets. */
final class TestHost implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  static final WorkspaceId OTHER_WORKSPACE = WorkspaceId.of("ws_2");
  static final String CALLBACK_URL = "https://host.example/oauth/callback";
  static final Duration DEADLINE = Duration.ofMillis(400);

  final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  final Sandbox sandbox = Sandbox.start();
  final SandboxUser user = SandboxUser.at(sandbox);
  final SandboxService service;
  final Integrations integrations;

  private TestHost(
      IntegrationProvider provider,
      BiFunction<IntegrationsBuilder, SandboxService, IntegrationsBuilder> change) {
    String id = provider.definition().id();
    IntegrationProvider relocated = sandbox.relocate(provider);
    service = sandbox.service(id);
    service.registerRedirectUri(CALLBACK_URL + "/" + id);
    integrations =
        change
            .apply(
                Integrations.builder()
                    .clock(clock)
                    .withoutDiscovery()
                    .unsafeAllowLoopbackHttp()
                    .maxPendingSessions(100_000, 100_000)
                    .callsPerIntegration(64)
                    .callbackUrl(CALLBACK_URL)
                    .provider(relocated),
                service)
            .build();
  }

  /** The same client, as one that is registered at a host which a user named. */
  static OAuthClient at(String host, OAuthClient client) {
    return client.toBuilder().host(host).build();
  }

  static TestHost start() {
    return start(UnaryOperator.identity());
  }

  static TestHost start(UnaryOperator<IntegrationsBuilder> change) {
    return with(new AcmeProvider(), change);
  }

  static TestHost with(IntegrationProvider provider) {
    return with(provider, UnaryOperator.identity());
  }

  static TestHost with(IntegrationProvider provider, UnaryOperator<IntegrationsBuilder> change) {
    String id = provider.definition().id();
    return withService(
        provider, (builder, service) -> change.apply(builder.client(id, service.client())));
  }

  /** Starts without a client, with settings that depend on the service. */
  static TestHost withService(
      IntegrationProvider provider,
      BiFunction<IntegrationsBuilder, SandboxService, IntegrationsBuilder> change) {
    return new TestHost(provider, change);
  }

  static TestHost withoutClient() {
    return new TestHost(new AcmeProvider(), (builder, service) -> builder);
  }

  /** Settings whose deadline is short enough for a test to wait for. */
  static HttpSettings impatient() {
    return HttpSettings.builder().deadline(DEADLINE).build();
  }

  static SessionRequest.Builder request() {
    return SessionRequest.builder(WORKSPACE, AcmeProvider.ID);
  }

  Session begin() {
    return begin(request().build());
  }

  Session begin(SessionRequest request) {
    return integrations.sessions().create(request);
  }

  /** Lets the user approve, and gives the URL that the browser is sent to. */
  URI approve(Session session) {
    return user.approve(session.authorizeUrl().map(URI::create).orElseThrow());
  }

  CallbackResult callback(URI arrivedAt) {
    return callback(arrivedAt.getRawQuery());
  }

  CallbackResult callback(String rawQuery) {
    return integrations
        .sessions()
        .completeCallback(CallbackRequest.ofQuery(AcmeProvider.ID, rawQuery));
  }

  /** Connects the account that is signed in at the service. */
  Connection connect() {
    CallbackResult result = callback(approve(begin()));
    return integrations.connections().get(WORKSPACE, result.session().connectionId().orElseThrow());
  }

  /** Starts a request with a token that the service gave out to the account signed in there. */
  ConnectionRequest.Builder tokenRequest() {
    return tokenRequest(service.issueToken(Scopes.of("read", "write")));
  }

  static ConnectionRequest.Builder tokenRequest(String token) {
    return ConnectionRequest.builder(AcmeProvider.ID).accessToken(Secret.of(token));
  }

  Connection create(ConnectionRequest.Builder request) {
    return integrations.connections().create(WORKSPACE, request.build());
  }

  Connection read(Connection connection) {
    return integrations.connections().get(connection.workspaceId(), connection.id());
  }

  Session now(Session session) {
    return integrations.sessions().get(session.workspaceId(), session.id());
  }

  List<Connection> connections() {
    return integrations.connections().list(WORKSPACE, ConnectionFilter.all()).connections();
  }

  @Override
  public void close() {
    integrations.close();
    sandbox.close();
  }
}
