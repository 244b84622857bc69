package dev.patchbay.refresh;

import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Lifetimes;
import dev.patchbay.testkit.sandbox.Rotation;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** One rotating service, one store, one clock, and as many registries over them as a test wants. */
final class Cluster implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  static final String ID = "rotor";
  static final Duration HOUR = Duration.ofHours(1);
  private static final long MAX_LOOKS = 1_000_000_000;

  /** Rules of a service whose refresh tokens work once. */
  static final RefreshRules STRICT = RefreshRules.builder().build();

  /** Rules of a service that also ends the access token at once, as GitHub Apps do. */
  static final RefreshRules STRICT_WITH_ACCESS = RefreshRules.builder().endsAccessToken().build();

  /** Rules of a service that keeps its refresh tokens, as Google does. */
  static final RefreshRules KEPT = RefreshRules.builder().rotation(RefreshRotation.KEPT).build();

  final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  final Sandbox sandbox = Sandbox.start(clock);
  final MemoryStores stores = new MemoryStores(clock);
  final SandboxService service;
  private final IntegrationProvider provider;
  private final Lifetimes lifetimes;
  private final List<Integrations> nodes = new ArrayList<>();
  private final Map<ConnectionId, String> firstTokens = new ConcurrentHashMap<>();

  private Cluster(Rotation rotation, RefreshRules rules, Lifetimes lifetimes) {
    IntegrationProvider real = new RotatingProvider(ID, rules);
    this.lifetimes = lifetimes;
    this.service =
        sandbox.add(
            StandardDialect.of(real.definition()).withRotation(rotation).withLifetimes(lifetimes));
    this.provider = sandbox.relocate(real);
  }

  static Cluster of(Rotation rotation, RefreshRules rules) {
    return living(HOUR, rotation, rules);
  }

  static Cluster living(Duration access, Rotation rotation, RefreshRules rules) {
    return new Cluster(rotation, rules, Lifetimes.unlimited().withAccess(access));
  }

  /** A service that does not say how long its tokens live. */
  static Cluster untold(RefreshRules rules) {
    return new Cluster(Rotation.strict(), rules, Lifetimes.unlimited());
  }

  static Cluster strict() {
    return of(Rotation.strict(), STRICT);
  }

  Integrations node() {
    return node(RefreshProbe.NONE, UnaryOperator.identity());
  }

  Integrations node(UnaryOperator<IntegrationsBuilder> change) {
    return node(RefreshProbe.NONE, change);
  }

  Integrations node(RefreshProbe probe, UnaryOperator<IntegrationsBuilder> change) {
    Module probing =
        binder ->
            OptionalBinder.newOptionalBinder(binder, RefreshProbe.class)
                .setBinding()
                .toInstance(probe);
    Integrations node =
        Guice.createInjector(change.apply(settings(stores)).toModule(), probing)
            .getInstance(Integrations.class);
    nodes.add(node);
    return node;
  }

  IntegrationsBuilder settings(Stores shared) {
    return Integrations.builder()
        .clock(clock)
        .stores(shared)
        .withoutDiscovery()
        .unsafeAllowLoopbackHttp()
        .callbackUrl("https://host.example/oauth/callback")
        .provider(provider)
        .client(ID, service.client());
  }

  static HttpSettings impatient(Duration deadline) {
    return HttpSettings.builder().deadline(deadline).build();
  }

  /** Connects a fresh grant of a user's own. */
  Connection connect(Integrations node) {
    SandboxGrant grant = service.issueGrant(Scopes.of("read"));
    ConnectionRequest.Builder request =
        ConnectionRequest.builder(ID)
            .accessToken(Secret.of(grant.accessToken()))
            .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
            .verificationOff();
    lifetimes.access().ifPresent(request::expiresIn);
    Connection connection = node.connections().create(WORKSPACE, request.build());
    firstTokens.put(connection.id(), grant.accessToken());
    return connection;
  }

  /** Connects an access token alone. */
  Connection connectAccessOnly(Integrations node) {
    String token = service.issueToken(Scopes.of("read"));
    ConnectionRequest.Builder request =
        ConnectionRequest.builder(ID).accessToken(Secret.of(token)).expiresIn(HOUR);
    return node.connections().create(WORKSPACE, request.build());
  }

  /** The access token that a connection was made with. */
  String firstToken(Connection connection) {
    return Objects.requireNonNull(firstTokens.get(connection.id()));
  }

  /** Connects a grant whose access token is over. */
  Connection connectExpired(Integrations node) {
    Connection connection = connect(node);
    clock.advance(lifetimes.access().orElse(HOUR));
    return connection;
  }

  static Credentials read(Integrations node, Connection connection) {
    return node.connections().credentials(WORKSPACE, connection.id());
  }

  ConnectionRecord row(ConnectionId id) {
    return stores.connections().find(WORKSPACE, id).orElseThrow();
  }

  TokenSetRecord set(ConnectionId id) {
    return row(id).tokenSets().values().iterator().next();
  }

  /** Lets a refresh that runs come to its end, before the clock moves on. */
  void awaitNoLease(Connection connection) {
    long looks = 0;
    while (set(connection.id()).lease().isPresent()) {
      if (++looks > MAX_LOOKS) {
        throw new IllegalStateException("The lease of the refresh does not end");
      }
      Thread.onSpinWait();
    }
  }

  int tokenRequests() {
    return service.count(Endpoint.TOKEN);
  }

  boolean isAlive(Credentials credentials) {
    return service.isAlive(credentials.accessToken().reveal());
  }

  @Override
  public void close() {
    nodes.forEach(Integrations::close);
    sandbox.close();
  }
}
