package dev.patchbay.demo;

import dev.patchbay.Integrations;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.internal.protocol.RefreshRequest;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.Variable;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.GitHubDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.SlackDialect;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connects one service once, refreshes, and writes down what the sandbox was sent. */
final class WireCapture implements AutoCloseable {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_wire");
  private static final String CALLBACK = "https://app.example/cb";

  /** Of those services whose first dialect gives no refresh token. */
  private static final Map<String, Dialect> REFRESHING =
      Map.of("github", GitHubDialect.gitHubApp(), "slack", SlackDialect.rotating());

  private final Sandbox sandbox = Sandbox.start();
  private final EngineThreads threads = new EngineThreads();
  private final IntegrationProvider provider;
  private final SandboxService service;
  private final String id;

  WireCapture(IntegrationProvider real) {
    id = real.definition().id();
    if (REFRESHING.containsKey(id)) {
      sandbox.add(REFRESHING.get(id));
    }
    provider = sandbox.relocate(real);
    service = sandbox.service(id);
    service.registerRedirectUri(CALLBACK + "/" + id);
  }

  List<String> lines() {
    connect();
    Secret refreshToken = Secret.of(service.issueGrant(Scopes.none()).refreshToken().orElseThrow());
    refresh(refreshToken);
    List<RecordedRequest> tokens = service.requests(Endpoint.TOKEN);
    List<String> lines = new ArrayList<>();
    lines.addAll(new WireText(known(refreshToken)).of(service.requests(Endpoint.AUTHORIZE).get(0)));
    tokens.forEach(request -> lines.addAll(new WireText(known(refreshToken)).of(request)));
    return lines;
  }

  private void connect() {
    try (Integrations integrations =
        Integrations.builder()
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .provider(provider)
            .callbackUrl(CALLBACK)
            .client(id, service.client())
            .build()) {
      Session session =
          integrations.sessions().create(SessionRequest.builder(WORKSPACE, id).build());
      URI callback =
          SandboxUser.at(sandbox).approve(session.authorizeUrl().map(URI::create).orElseThrow());
      integrations.sessions().completeCallback(CallbackRequest.ofQuery(id, callback.getRawQuery()));
    }
  }

  private void refresh(Secret refreshToken) {
    OAuth2 oauth2 = provider.definition().oauth2().orElseThrow();
    Map<String, String> variables = new LinkedHashMap<>();
    for (Variable variable : provider.definition().variables()) {
      variable.defaultValue().ifPresent(value -> variables.put(variable.name(), value));
    }
    try (HttpEngine http = new HttpEngine(HttpSettings.defaults(), threads.timer())) {
      http.send(
          RefreshRequest.request(oauth2, variables, service.client(), refreshToken),
          new HttpLimits(Duration.ofSeconds(10), 1 << 16));
    } catch (HttpFailure failure) {
      throw new IllegalStateException("The sandbox did not answer the refresh", failure);
    }
  }

  /** What differs from run to run, or is secret, and its place holder. */
  private Map<String, String> known(Secret refreshToken) {
    RecordedRequest authorization = service.requests(Endpoint.AUTHORIZE).get(0);
    RecordedRequest exchange = service.requests(Endpoint.TOKEN).get(0);
    OAuthClient client = service.client();
    Map<String, String> known = new LinkedHashMap<>();
    authorization.queryParameter("state").ifPresent(text -> known.put(text, "STATE"));
    authorization.queryParameter("code_challenge").ifPresent(it -> known.put(it, "CHALLENGE"));
    exchange.bodyField("code").ifPresent(text -> known.put(text, "CODE"));
    exchange.bodyField("code_verifier").ifPresent(text -> known.put(text, "VERIFIER"));
    exchange.authorization("Basic").ifPresent(pair -> known.put(pair, "ID:SECRET"));
    known.put(refreshToken.reveal(), "REFRESH");
    known.put(client.clientId(), "ID");
    client.clientSecret().ifPresent(secret -> known.put(secret.reveal(), "SECRET"));
    return known;
  }

  @Override
  public void close() {
    threads.close();
    sandbox.close();
  }
}
