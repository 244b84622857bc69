package dev.patchbay.ciphers.tink;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Connection;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Nodes that share stores in memory, three services that play along, and a user who approves. */
final class EncryptedHost implements AutoCloseable {
  static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  static final WorkspaceId OTHER = WorkspaceId.of("ws_other");
  static final List<String> TYPES = List.of("uno", "duo", "tre");
  private static final String CALLBACK = "https://host.example/oauth/callback";

  final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  final Sandbox sandbox = Sandbox.start(clock);
  final MemoryStores stores = new MemoryStores(clock);
  private final SandboxUser user = SandboxUser.at(sandbox);
  private final List<Integrations> nodes = new ArrayList<>();

  EncryptedHost() {
    for (String type : TYPES) {
      SandboxService service =
          sandbox.add(StandardDialect.of(new TwoSetsProvider(type).definition()));
      service.registerRedirectUri(CALLBACK + "/" + type);
    }
  }

  SandboxService service(String type) {
    return sandbox.service(type);
  }

  Integrations node(CredentialCipher cipher) {
    return node(cipher, UnaryOperator.identity());
  }

  /** Seals the details of accounts, and keeps nothing open. */
  Integrations node(CredentialCipher cipher, UnaryOperator<IntegrationsBuilder> change) {
    IntegrationsBuilder settings =
        Integrations.builder()
            .clock(clock)
            .stores(stores)
            .cipher(cipher)
            .encryption(EncryptionSettings.builder().sealAccountDetails().build())
            .credentialCache(Duration.ZERO, 1)
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .callbackUrl(CALLBACK);
    for (String type : TYPES) {
      settings
          .provider(sandbox.relocate(new TwoSetsProvider(type)))
          .client(type, service(type).client());
    }
    Integrations node = change.apply(settings).build();
    nodes.add(node);
    return node;
  }

  Session begin(Integrations node, WorkspaceId workspaceId, String type) {
    return node.sessions().create(SessionRequest.builder(workspaceId, type).build());
  }

  URI approve(Session session) {
    return user.approve(session.authorizeUrl().map(URI::create).orElseThrow());
  }

  Session comeBack(Integrations node, String type, URI callback) {
    CallbackRequest request = CallbackRequest.ofQuery(type, callback.getRawQuery());
    return node.sessions().completeCallback(request).session();
  }

  Connection connect(Integrations node, WorkspaceId workspaceId, String type) {
    Session session = begin(node, workspaceId, type);
    Session done = comeBack(node, type, approve(session));
    return node.connections().get(workspaceId, done.connectionId().orElseThrow());
  }

  @Override
  public void close() {
    nodes.forEach(Integrations::close);
    sandbox.close();
  }
}
