package dev.patchbay.testkit.providers;

import dev.patchbay.Integrations;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One provider, its service in the sandbox, and a registry with nothing but it. */
final class Bench implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_kit");
  private static final String CALLBACK = "https://host.example/oauth/callback";
  private static final int AT_ONCE = 64;
  private static final int PER_HOOK = 3;

  final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  final IntegrationDefinition definition;
  final SandboxService service;
  final SandboxUser user;
  final WatchedProvider watched;
  final TokenLab lab = new TokenLab(this);
  private final Sandbox sandbox;
  private final IntegrationProvider relocated;
  private final OAuthClient app;
  private final Duration deadline;
  private @Nullable Integrations integrations;

  private Bench(IntegrationProvider provider, Setting setting) {
    this.definition = provider.definition();
    this.deadline = setting.deadline();
    this.sandbox = Sandbox.start(clock);
    this.user = SandboxUser.at(sandbox);
    this.service = sandbox.add(setting.dialect());
    this.app = setting.client().orElseGet(service::client);
    this.watched = new WatchedProvider(provider);
    this.relocated = sandbox.relocate(watched);
    service.registerClient(app);
    service.registerRedirectUri(redirectUri());
  }

  static Bench of(IntegrationProvider provider, Setting setting) {
    return new Bench(provider, setting);
  }

  /** A user of the service, another one for each number. */
  static SandboxAccount person(int number) {
    String login = "person-" + number;
    return SandboxAccount.builder(String.valueOf(700_000 + number), login)
        .name("Person " + number)
        .email(login + "@example.test")
        .build();
  }

  String redirectUri() {
    return CALLBACK + "/" + definition.id();
  }

  OAuthClient app() {
    return app;
  }

  Scopes defaultScopes() {
    return definition.oauth2().map(OAuth2::defaultScopes).orElseGet(Scopes::none);
  }

  Map<String, String> variables() {
    Map<String, String> values = new LinkedHashMap<>();
    definition
        .variables()
        .forEach(
            variable ->
                variable
                    .defaultValue()
                    .or(() -> variable.choices().stream().findFirst())
                    .ifPresent(value -> values.put(variable.name(), value)));
    return values;
  }

  Integrations integrations() {
    if (integrations == null) {
      integrations =
          Integrations.builder()
              .clock(clock)
              .withoutDiscovery()
              .unsafeAllowLoopbackHttp()
              .maxPendingSessions(1000, 1000)
              .callsPerIntegration(AT_ONCE)
              .http(HttpSettings.builder().deadline(deadline).build())
              .callbackUrl(CALLBACK)
              .client(definition.id(), app)
              .provider(relocated)
              .build();
    }
    return integrations;
  }

  SessionRequest.Builder request() {
    SessionRequest.Builder request = SessionRequest.builder(WORKSPACE, definition.id());
    variables().forEach(request::variable);
    return request;
  }

  Session begin(SessionRequest.Builder request) {
    return integrations().sessions().create(request.build());
  }

  /** Lets the user who is signed in approve. */
  String approve(Session session) {
    return user.approve(session.authorizeUrl().map(URI::create).orElseThrow()).getRawQuery();
  }

  Session arrive(String rawQuery) {
    return integrations()
        .sessions()
        .completeCallback(CallbackRequest.ofQuery(definition.id(), rawQuery))
        .session();
  }

  /** Connects the user who is signed in, by OAuth where the provider knows it. */
  Connection connect() {
    return definition.oauth2().isPresent()
        ? connection(arrive(approve(begin(request()))))
        : create(credential());
  }

  Connection connection(Session ended) {
    return integrations()
        .connections()
        .get(WORKSPACE, ended.connectionId().orElseThrow(() -> new AssertionError(why(ended))));
  }

  static String why(Session ended) {
    return "The session is " + ended.status() + ": " + ended.failure().orElse(null);
  }

  ConnectionRequest.Builder direct() {
    ConnectionRequest.Builder request = ConnectionRequest.builder(definition.id());
    variables().forEach(request::variable);
    return request;
  }

  /** A credential of the user who is signed in, to hand over. */
  ConnectionRequest.Builder credential() {
    return definition.accessToken().isPresent()
        ? direct().accessToken(Secret.of(service.issueToken(defaultScopes())))
        : direct().apiKey(Secret.of(service.issueKey(defaultScopes())));
  }

  Connection create(ConnectionRequest.Builder request) {
    return integrations().connections().create(WORKSPACE, request.build());
  }

  /** Ends a connection's grant, whoever else it serves. */
  Revocation revoke(Connection connection) {
    return integrations()
        .connections()
        .delete(WORKSPACE, connection.id(), RevocationMode.ALWAYS)
        .revocation();
  }

  List<Connection> connections() {
    return integrations().connections().list(WORKSPACE, ConnectionFilter.all()).connections();
  }

  /** OAuth as it is in the sandbox. */
  Optional<OAuth2> relocatedOAuth2() {
    return relocated.definition().oauth2();
  }

  /** The identity call as it is in the sandbox. */
  Optional<IdentityCall> identityCall() {
    return relocated.definition().identity();
  }

  /** A URL of the sandbox, for the variables that every connection here has. */
  URI url(UrlTemplate template) {
    return template.expand(variables());
  }

  /** How long the registry waits for a hook: as much more than for an HTTP request. */
  Duration hookDeadline() {
    return deadline.multipliedBy(PER_HOOK);
  }

  @Override
  public void close() {
    if (integrations != null) {
      integrations.close();
    }
    sandbox.close();
  }

  /** How the service speaks, who asks, and how long an answer may take. */
  record Setting(Dialect dialect, Optional<OAuthClient> client, Duration deadline) {}
}
