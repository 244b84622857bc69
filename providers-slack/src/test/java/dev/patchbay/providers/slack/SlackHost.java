package dev.patchbay.providers.slack;

import dev.patchbay.Integrations;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A host with Slack, played by the sandbox. */
final class SlackHost implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  static final String CALLBACK = "https://host.example/oauth/callback";

  final Sandbox sandbox = Sandbox.start();
  final SandboxService service;
  final Integrations integrations;

  private SlackHost(Dialect dialect) {
    service = sandbox.add(dialect);
    service.registerRedirectUri(CALLBACK + "/slack");
    IntegrationProvider provider = sandbox.relocate(new SlackProvider());
    integrations =
        Integrations.builder()
            .clock(SettableClock.at(Instant.parse("2026-11-23T12:00:00Z")))
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .provider(provider)
            .callbackUrl(CALLBACK)
            .client("slack", service.client())
            .build();
  }

  static SlackHost with(Dialect dialect) {
    return new SlackHost(dialect);
  }

  static ConnectionRequest.Builder key(String key) {
    return ConnectionRequest.builder("slack").apiKey(Secret.of(key));
  }

  static ConnectionRequest.Builder token(String token) {
    return ConnectionRequest.builder("slack").accessToken(Secret.of(token));
  }

  static SessionRequest.Builder session() {
    return SessionRequest.builder(WORKSPACE, "slack");
  }

  /** A session for the user, without the bot. */
  static SessionRequest.Builder userSession(String... scopes) {
    return session().scopes(Scopes.none()).parameter("user_scope", String.join(",", scopes));
  }

  Connection create(ConnectionRequest.Builder request) {
    return integrations.connections().create(WORKSPACE, request.build());
  }

  /** Lets the user approve, and brings the browser back. */
  CallbackResult arrive(SessionRequest.Builder request) {
    return comeBack(SandboxUser.at(sandbox).approve(authorizeUrl(request)));
  }

  /** Lets the user say no, and brings the browser back. */
  CallbackResult deny(SessionRequest.Builder request) {
    return comeBack(SandboxUser.at(sandbox).deny(authorizeUrl(request)));
  }

  URI authorizeUrl(SessionRequest.Builder request) {
    return integrations.sessions().create(request.build()).authorizeUrl().orElseThrow();
  }

  private CallbackResult comeBack(URI callback) {
    return integrations
        .sessions()
        .completeCallback(CallbackRequest.ofQuery("slack", callback.getRawQuery()));
  }

  /** Reads the parameters of an authorise URL, each of which may be there once. */
  static Map<String, String> parameters(URI url) {
    return Arrays.stream(url.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  Connection connect(SessionRequest.Builder request) {
    return integrations
        .connections()
        .get(WORKSPACE, arrive(request).session().connectionId().orElseThrow());
  }

  /** The tokens that were presented to be revoked, in their order. */
  List<String> revokedTokens() {
    return service.requests(Endpoint.REVOKE).stream()
        .map(request -> request.authorization("Bearer").orElseThrow())
        .toList();
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
