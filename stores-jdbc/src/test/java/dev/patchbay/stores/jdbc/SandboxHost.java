package dev.patchbay.stores.jdbc;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.Lifetimes;
import dev.patchbay.testkit.sandbox.Rotation;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Nodes that keep nothing open, a service whose refresh tokens work once, and a user who approves.
 */
final class SandboxHost implements AutoCloseable {
  static final Duration ACCESS_LIFE = Duration.ofHours(1);

  /** Leaves everything as it is. */
  static final CredentialCipher CLEAR =
      new CredentialCipher() {
        @Override
        public Sealed seal(byte[] plaintext, CipherContext context) {
          return Sealed.of(plaintext);
        }

        @Override
        public byte[] open(Sealed sealed, CipherContext context) {
          return sealed.bytes();
        }
      };

  private static final String CALLBACK = "https://host.example/oauth/callback";

  final SettableClock clock = SettableClock.at(Clock.systemUTC().instant());
  final Sandbox sandbox = Sandbox.start(clock);
  final SandboxService service;
  private final SandboxUser user = SandboxUser.at(sandbox);
  private final List<Integrations> nodes = new ArrayList<>();

  SandboxHost() {
    this(UnaryOperator.identity());
  }

  /** With something between the service and those who ask it. */
  SandboxHost(UnaryOperator<Dialect> change) {
    Dialect strict =
        StandardDialect.of(new AcmeService().definition())
            .withRotation(Rotation.strict())
            .withLifetimes(Lifetimes.unlimited().withAccess(ACCESS_LIFE));
    this.service = sandbox.add(change.apply(strict));
    service.registerRedirectUri(CALLBACK + "/" + AcmeService.ID);
  }

  Integrations node(Stores stores) {
    return node(stores, settings -> settings.cipher(CLEAR));
  }

  Integrations node(Stores stores, UnaryOperator<IntegrationsBuilder> change) {
    IntegrationsBuilder settings =
        Integrations.builder()
            .stores(stores)
            .credentialCache(Duration.ZERO, 1)
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .callbackUrl(CALLBACK)
            .provider(sandbox.relocate(new AcmeService()))
            .client(AcmeService.ID, service.client());
    Integrations node = change.apply(settings).build();
    nodes.add(node);
    return node;
  }

  static Session begin(Integrations node, WorkspaceId workspaceId) {
    return node.sessions().create(SessionRequest.builder(workspaceId, AcmeService.ID).build());
  }

  URI approve(Session session) {
    return user.approve(session.authorizeUrl().map(URI::create).orElseThrow());
  }

  URI deny(Session session) {
    return user.deny(session.authorizeUrl().map(URI::create).orElseThrow());
  }

  static Session comeBack(Integrations node, URI callback) {
    CallbackRequest request = CallbackRequest.ofQuery(AcmeService.ID, callback.getRawQuery());
    return node.sessions().completeCallback(request).session();
  }

  Connection connect(Integrations node, WorkspaceId workspaceId) {
    Session done = comeBack(node, approve(begin(node, workspaceId)));
    return node.connections().get(workspaceId, done.connectionId().orElseThrow());
  }

  Connection handOverKey(Integrations node, WorkspaceId workspaceId, String key) {
    ConnectionRequest request =
        ConnectionRequest.builder(AcmeService.ID).apiKey(Secret.of(key)).verificationOff().build();
    return node.connections().create(workspaceId, request);
  }

  /** A grant of its own, which is not merged with any other. */
  Connection handOverGrant(Integrations node, WorkspaceId workspaceId) {
    SandboxGrant grant = service.issueGrant(Scopes.of("read"));
    ConnectionRequest request =
        ConnectionRequest.builder(AcmeService.ID)
            .accessToken(Secret.of(grant.accessToken()))
            .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
            .expiresIn(ACCESS_LIFE)
            .verificationOff()
            .build();
    return node.connections().create(workspaceId, request);
  }

  /** Ends the life of every access token that there is, here and at the service. */
  void expireAll(TestDatabase database) {
    Duration more = ACCESS_LIFE.plusSeconds(1);
    clock.advance(more);
    database.passTime(more);
  }

  @Override
  public void close() {
    nodes.forEach(Integrations::close);
    sandbox.close();
  }
}
