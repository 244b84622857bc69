package dev.patchbay.stores.jdbc.outage;

import com.google.inject.Guice;
import com.google.inject.multibindings.OptionalBinder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.ciphers.tink.TinkCipher;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.stores.jdbc.JdbcStores;
import dev.patchbay.testkit.sandbox.Rotation;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A host with one service of its own, whose database is at the other end of a line. */
final class CutHost implements AutoCloseable {
  private static final String CALLBACK_URL = "https://host.example/oauth/callback";
  private static final Duration HOUR = Duration.ofHours(1);

  final WorkspaceId workspace;
  final SandboxService service;
  final DatabaseLine line;
  final Integrations integrations;
  private final HikariDataSource pool;
  private final SandboxUser user;
  private final String id;

  CutHost(Sandbox sandbox, Shared shared, int number) {
    this.id = "cut" + number;
    this.workspace = WorkspaceId.of("ws_" + number);
    IntegrationProvider real = new CutProvider(id);
    this.service =
        sandbox.add(StandardDialect.of(real.definition()).withRotation(Rotation.strict()));
    service.registerRedirectUri(CALLBACK_URL + "/" + id);
    this.user = SandboxUser.at(sandbox);
    this.line = new DatabaseLine(shared.port());
    this.pool = pool(shared.database(), line.port());
    this.integrations = build(settings(sandbox.relocate(real), shared.cipher()));
  }

  private static HikariDataSource pool(String database, int port) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        ("jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&sslmode=disable&gssEncMode=disable"
                + "&prepareThreshold=0&connectTimeout=2&loginTimeout=2")
            .formatted(port, database));
    config.setMaximumPoolSize(3);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(60_000); // the machine may be too busy for the first one
    return new HikariDataSource(config);
  }

  private IntegrationsBuilder settings(IntegrationProvider provider, TinkCipher cipher) {
    return Integrations.builder()
        .stores(JdbcStores.builder(pool).withoutMigrations().build())
        .cipher(cipher)
        .withoutDiscovery()
        .unsafeAllowLoopbackHttp()
        .callbackUrl(CALLBACK_URL)
        .identityRetry(Duration.ofSeconds(40))
        .http(HttpSettings.builder().deadline(Duration.ofSeconds(2)).build())
        .provider(provider)
        .client(id, service.client());
  }

  /** With leases of six seconds. */
  private static Integrations build(IntegrationsBuilder settings) {
    RefreshProbe hurried =
        new RefreshProbe() {
          @Override
          public void at(Point point, TokenSetKey key) {}

          @Override
          public Duration span(Duration usual) {
            return usual.dividedBy(5);
          }
        };
    return Guice.createInjector(
            settings.toModule(),
            binder ->
                OptionalBinder.newOptionalBinder(binder, RefreshProbe.class)
                    .setBinding()
                    .toInstance(hurried))
        .getInstance(Integrations.class);
  }

  /** The database is back, and the pool has no connection that does not know it. */
  void mend() {
    line.mend();
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  Session begin() {
    return integrations.sessions().create(SessionRequest.builder(workspace, id).build());
  }

  String approve(Session session) {
    URI arrived = user.approve(session.authorizeUrl().map(URI::create).orElseThrow());
    return arrived.getRawQuery();
  }

  CallbackResult callback(String query) {
    return integrations.sessions().completeCallback(CallbackRequest.ofQuery(id, query));
  }

  /** Connects a grant that lives for an hour. */
  Connection connect() {
    SandboxGrant grant = service.issueGrant(Scopes.of("read"));
    return integrations
        .connections()
        .create(
            workspace,
            ConnectionRequest.builder(id)
                .accessToken(Secret.of(grant.accessToken()))
                .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
                .expiresIn(HOUR)
                .build());
  }

  boolean isAlive(Connection connection) {
    String token =
        integrations.connections().credentials(workspace, connection.id()).accessToken().reveal();
    return service.isAlive(token);
  }

  @Override
  public void close() throws IOException {
    line.mend();
    integrations.close();
    pool.close();
    line.close();
  }

  /** What all hosts have in common. */
  record Shared(String database, int port, TinkCipher cipher) {}
}
