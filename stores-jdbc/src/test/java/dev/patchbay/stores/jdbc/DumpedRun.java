package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A life in which every secret passes through a database, and a copy of it after each step. */
final class DumpedRun implements AutoCloseable {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");

  private final SandboxHost host = new SandboxHost();
  private final Backing.Opened backing;
  private final Integrations node;
  private final Set<String> stored = new LinkedHashSet<>();
  private final Set<String> passing = new LinkedHashSet<>();
  private final List<String> copies = new ArrayList<>();

  DumpedRun(Backing kind, CredentialCipher cipher) {
    this.backing = kind.open();
    this.node =
        host.node(
            backing.stores(),
            settings ->
                settings
                    .cipher(cipher)
                    .encryption(EncryptionSettings.builder().sealAccountDetails().build()));
  }

  /** Secrets that a store is handed, to be sealed. */
  Set<String> stored() {
    return stored;
  }

  /** Secrets that no store needs, or only the hash of. */
  Set<String> passing() {
    return passing;
  }

  /** {@return how many of the secrets are in one copy or another} */
  long countFound(Set<String> secrets) {
    return secrets.stream()
        .filter(
            secret ->
                copies.stream()
                    .anyMatch(copy -> SecretSearch.findIn(copy, Set.of(secret)).contains(secret)))
        .count();
  }

  List<String> copies() {
    return copies;
  }

  /** {@return how many copies have the marker of all test secrets} */
  long countMarked() {
    return copies.stream().filter(copy -> !SecretSearch.findIn(copy, Set.of()).isEmpty()).count();
  }

  void liveThroughEverything() {
    signIn();
    Session pending = pend();
    Connection connection = complete();
    deny();
    fail();
    waitForIdentity();
    Connection key = handOverKey();
    refresh(connection);
    endGrantWithAnEcho();
    node.connections().delete(ACME, key.id(), RevocationMode.AUTO);
    copy();
    expire(pending);
    requests().forEach(this::keepSecretsOf);
  }

  private void signIn() {
    host.service.signIn(
        SandboxAccount.builder("1001", "ada")
            .name(kept(Canary.secret("name")))
            .email(kept(Canary.secret("email") + "@acme.example"))
            .build());
    passing.add(host.service.client().clientSecret().orElseThrow().reveal());
  }

  private Session pend() {
    String binding = Canary.secret("binding");
    passing.add(binding);
    Session pending =
        node.sessions()
            .create(
                SessionRequest.builder(ACME, AcmeService.ID)
                    .browserBinding(Secret.of(binding))
                    .build());
    keepState(pending);
    copy();
    return pending;
  }

  private Session begin() {
    Session begun = SandboxHost.begin(node, ACME);
    keepState(begun);
    copy();
    return begun;
  }

  private Connection complete() {
    Session done = SandboxHost.comeBack(node, host.approve(begin()));
    Connection connection = node.connections().get(ACME, done.connectionId().orElseThrow());
    keepTokensOf(connection);
    copy();
    return connection;
  }

  private void deny() {
    Session denied = SandboxHost.comeBack(node, host.deny(begin()));
    assertThat(denied.status()).isEqualTo(SessionStatus.DENIED);
    copy();
  }

  private void fail() {
    host.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));
    Session failed = SandboxHost.comeBack(node, host.approve(begin()));
    assertThat(failed.status()).isEqualTo(SessionStatus.FAILED);
    copy();
  }

  /** Leaves a grant staged on its session. */
  private void waitForIdentity() {
    host.service.breakDown(Endpoint.IDENTITY, Fault.status(503));
    Session waiting = SandboxHost.comeBack(node, host.approve(begin()));
    assertThat(waiting.status()).isEqualTo(SessionStatus.PENDING);
    copy();
  }

  private Connection handOverKey() {
    String key = kept(host.service.issueKey(Scopes.of("read")));
    Connection connection =
        node.connections()
            .create(
                ACME,
                ConnectionRequest.builder(AcmeService.ID)
                    .apiKey(Secret.of(key))
                    .extra("note", kept(Canary.secret("extra")))
                    .verificationOff()
                    .build());
    copy();
    return connection;
  }

  private void refresh(Connection connection) {
    expireAll();
    keepTokensOf(connection);
    assertThat(host.service.refreshesSeen()).isNotEmpty();
    copy();
  }

  /** The service repeats the refresh token in its words, which are kept as the reason. */
  private void endGrantWithAnEcho() {
    Connection ended = host.handOverGrant(node, ACME);
    String refreshToken = keepTokensOf(ended);
    host.service.script(
        Endpoint.TOKEN,
        Fault.json(
            400,
            "{\"error\":\"invalid_grant\",\"error_description\":\"no such token "
                + refreshToken
                + "\"}"));
    expireAll();
    assertThatThrownBy(() -> node.connections().credentials(ACME, ended.id()))
        .isInstanceOf(ReconnectRequiredException.class);
    copy();
  }

  private void expire(Session pending) {
    expireAll();
    assertThat(node.sessions().get(ACME, pending.id()).status()).isEqualTo(SessionStatus.EXPIRED);
    copy();
  }

  private void expireAll() {
    host.expireAll((TestDatabase) backing.stores());
  }

  private void copy() {
    copies.add(backing.copy().get());
  }

  private String kept(String secret) {
    stored.add(secret);
    return secret;
  }

  private void keepState(Session session) {
    URI url = session.authorizeUrl().map(URI::create).orElseThrow();
    passing.add(url.getRawQuery().replaceAll(".*\\bstate=([^&]+).*", "$1"));
  }

  /** {@return the refresh token} */
  private String keepTokensOf(Connection connection) {
    Credentials credentials = node.connections().credentials(ACME, connection.id());
    String access = kept(credentials.accessToken().reveal());
    return kept(host.service.findLatest(access).orElseThrow().refreshToken().orElseThrow());
  }

  private Stream<RecordedRequest> requests() {
    return host.service.requests(Endpoint.TOKEN).stream();
  }

  private void keepSecretsOf(RecordedRequest request) {
    request.bodyField("code").ifPresent(passing::add);
    request.bodyField("code_verifier").ifPresent(stored::add);
    request.bodyField("refresh_token").ifPresent(stored::add);
  }

  @Override
  public void close() {
    host.close();
  }
}
