package dev.patchbay.testkit.providers;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A host with one provider, whose service the sandbox plays until it is closed. Not thread-safe.
 *
 * <pre>{@code
 * try (ProviderHost host = ProviderHost.start(new AcmeProvider(), dialect)) {
 *   host.delete(host.connect(host.session()));
 *   assertThat(host.service().count(Endpoint.REVOKE)).isEqualTo(1);
 * }
 * }</pre>
 */
public final class ProviderHost implements AutoCloseable {
  /** The workspace of every connection. */
  public static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  /** The callback URL, without the integration's id at its end. */
  public static final String CALLBACK = "https://host.example/oauth/callback";

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService service;
  private final String id;
  private IntegrationsBuilder settings;
  private @Nullable Integrations integrations;

  private ProviderHost(IntegrationProvider provider, Dialect dialect) {
    id = provider.definition().id();
    service = sandbox.add(dialect);
    service.registerRedirectUri(CALLBACK + "/" + id);
    settings =
        Integrations.builder()
            .clock(SettableClock.at(Instant.parse("2026-11-23T12:00:00Z")))
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .provider(sandbox.relocate(provider))
            .callbackUrl(CALLBACK)
            .client(id, service.client());
  }

  /**
   * {@return a host that is registered at a service in a sandbox of its own}
   *
   * @param provider the provider, with the real service's URLs
   * @param dialect how the service speaks, for the provider's id
   */
  public static ProviderHost start(IntegrationProvider provider, Dialect dialect) {
    return new ProviderHost(provider, dialect);
  }

  /**
   * Changes the settings of the registry, which is made when it is needed first.
   *
   * @param change adds to the settings; it may use this host's sandbox and service
   * @return this host
   * @throws IllegalStateException if the registry is in use already
   */
  public ProviderHost configure(UnaryOperator<IntegrationsBuilder> change) {
    if (integrations != null) {
      throw new IllegalStateException("The registry is in use; configure the host before");
    }
    settings = change.apply(settings);
    return this;
  }

  /** {@return the sandbox that plays the service} */
  public Sandbox sandbox() {
    return sandbox;
  }

  /** {@return the provider's service} */
  public SandboxService service() {
    return service;
  }

  /** {@return the registry, whose settings are final from now on} */
  public Integrations integrations() {
    if (integrations == null) {
      integrations = settings.build();
    }
    return integrations;
  }

  /** {@return a request for a session of the provider} */
  public SessionRequest.Builder session() {
    return SessionRequest.builder(WORKSPACE, id);
  }

  /**
   * {@return a request for a connection of the provider}
   *
   * @param token the access token that is handed over
   */
  public ConnectionRequest.Builder accessToken(String token) {
    return ConnectionRequest.builder(id).accessToken(Secret.of(token));
  }

  /**
   * {@return a request for a connection of the provider}
   *
   * @param key the API key that is handed over
   */
  public ConnectionRequest.Builder apiKey(String key) {
    return ConnectionRequest.builder(id).apiKey(Secret.of(key));
  }

  /**
   * {@return the connection by a credential that is handed over}
   *
   * @param request of {@link #accessToken} or {@link #apiKey}
   */
  public Connection create(ConnectionRequest.Builder request) {
    return integrations().connections().create(WORKSPACE, request.build());
  }

  /**
   * {@return where a new session sends the user}
   *
   * @param request of {@link #session}
   */
  public URI authorizeUrl(SessionRequest.Builder request) {
    return integrations()
        .sessions()
        .create(request.build())
        .authorizeUrl()
        .map(URI::create)
        .orElseThrow();
  }

  /**
   * {@return what became of a new session, after the user approved and the browser came back}
   *
   * @param request of {@link #session}
   */
  public CallbackResult arrive(SessionRequest.Builder request) {
    return comeBack(SandboxUser.at(sandbox).approve(authorizeUrl(request)));
  }

  /**
   * {@return what became of a session, after the browser came back}
   *
   * @param callback where the service sent it
   */
  public CallbackResult comeBack(URI callback) {
    CallbackRequest request = CallbackRequest.ofQuery(id, callback.getRawQuery());
    return integrations().sessions().completeCallback(request);
  }

  /**
   * {@return the connection by OAuth, after the user approved}
   *
   * @param request of {@link #session}
   * @throws java.util.NoSuchElementException if the session did not end in one
   */
  public Connection connect(SessionRequest.Builder request) {
    return integrations()
        .connections()
        .get(WORKSPACE, arrive(request).session().connectionId().orElseThrow());
  }

  /** {@return all connections} */
  public List<Connection> connections() {
    return integrations().connections().list(WORKSPACE, ConnectionFilter.all()).connections();
  }

  /**
   * {@return what became of a connection's credential, after the connection was deleted}
   *
   * @param connection one of {@link #connections}
   */
  public DeletionReceipt delete(Connection connection) {
    return integrations().connections().delete(WORKSPACE, connection.id(), RevocationMode.AUTO);
  }

  @Override
  public void close() {
    if (integrations != null) {
      integrations.close();
    }
    sandbox.close();
  }
}
