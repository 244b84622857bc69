package dev.patchbay.ciphers.tink;

import static dev.patchbay.ciphers.tink.EncryptedHost.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever reads all that is stored, at any moment, finds no secret in any encoding. */
class StoredBytesIT {
  private final EncryptedHost host = new EncryptedHost();

  @AfterEach
  void close() {
    host.close();
  }

  private String stored() {
    return StoredText.of(host.stores);
  }

  private Optional<String> canaryInStore() {
    return Canary.findIn(stored().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Without a cipher the same walk finds them: it looks in the right places. */
  @Test
  void walkFindsTheSecretsThatNoCipherSealed() {
    Integrations node =
        host.node(new ClearCipher(), builder -> builder.encryption(EncryptionSettings.defaults()));
    signInWithCanaries();
    host.connect(node, ACME, "uno");

    assertThat(canaryInStore()).isPresent();
  }

  @Test
  void nothingOfAConnectionIsStoredInClear() {
    Integrations node = host.node(TinkCipher.from(KeysetSource.of(Keysets.random())));
    signInWithCanaries();
    Connection connection = host.connect(node, ACME, "uno");
    node.connections()
        .create(
            ACME,
            ConnectionRequest.builder("duo")
                .apiKey(Secret.of(host.service("duo").issueKey(Scopes.of("read"))))
                .extra("note", Canary.secret("extra"))
                .build());
    refreshOne(node);

    assertThat(connection.account().orElseThrow().email())
        .hasValueSatisfying(email -> assertThat(email).contains("CNRY-"));
    assertThat(stored()).contains(connection.id().value()).contains("uno");
    assertThat(canaryInStore()).isEmpty();
  }

  private void signInWithCanaries() {
    host.service("uno")
        .signIn(
            SandboxAccount.builder("1001", "ada")
                .name("Ada " + Canary.secret("name"))
                .email(Canary.secret("email") + "@acme.example")
                .build());
  }

  private void refreshOne(Integrations node) {
    SandboxGrant grant = host.service("tre").issueGrant(Scopes.of("read"));
    Connection connection =
        node.connections()
            .create(
                ACME,
                ConnectionRequest.builder("tre")
                    .accessToken(Secret.of(grant.accessToken()))
                    .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
                    .expiresIn(Duration.ofHours(1))
                    .build());
    host.clock.advance(Duration.ofHours(2));
    node.connections().credentials(ACME, connection.id());
    assertThat(host.service("tre").count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void pendingSessionTellsNeitherItsStateNorItsVerifier() {
    Integrations node = host.node(TinkCipher.from(KeysetSource.of(Keysets.random())));
    Session session = host.begin(node, ACME, "uno");
    URI callback = host.approve(session);
    String whilePending = stored();
    assertThat(sealedFields()).containsExactly(CipherContext.VERIFIER);

    host.comeBack(node, "uno", callback);

    RecordedRequest exchange = host.service("uno").requests(Endpoint.TOKEN).get(0);
    String verifier = exchange.bodyField("code_verifier").orElseThrow();
    String code = exchange.bodyField("code").orElseThrow();
    String state = callback.getRawQuery().replaceAll(".*\\bstate=([^&]+).*", "$1");
    for (String text : List.of(whilePending, stored())) {
      assertThat(text).doesNotContain(verifier).doesNotContain(code).doesNotContain(state);
      assertThat(Canary.findIn(text.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }
  }

  @Test
  void grantThatWaitsForItsAccountIsStoredSealed() {
    Integrations node = host.node(TinkCipher.from(KeysetSource.of(Keysets.random())));
    host.service("uno").breakDown(Endpoint.IDENTITY, Fault.status(503));
    Session session = host.begin(node, ACME, "uno");

    Session waiting = host.comeBack(node, "uno", host.approve(session));

    assertThat(waiting.status()).isEqualTo(SessionStatus.PENDING);
    assertThat(sealedFields()).containsExactly(CipherContext.STAGED_GRANT);
    assertThat(canaryInStore()).isEmpty();
  }

  @Test
  void verifierAndGrantAreGoneWhenTheSessionIsOver() {
    Integrations node = host.node(TinkCipher.from(KeysetSource.of(Keysets.random())));
    Session complete = host.begin(node, ACME, "uno");
    host.comeBack(node, "uno", host.approve(complete));
    assertThat(sealedFields()).doesNotContain(CipherContext.VERIFIER, CipherContext.STAGED_GRANT);

    host.service("duo").script(Endpoint.TOKEN, Fault.json(400, "{\"error\":\"invalid_grant\"}"));
    Session failed = host.begin(node, ACME, "duo");
    host.comeBack(node, "duo", host.approve(failed));
    assertThat(node.sessions().get(ACME, failed.id()).status()).isEqualTo(SessionStatus.FAILED);
    assertThat(sealedFields()).doesNotContain(CipherContext.VERIFIER, CipherContext.STAGED_GRANT);

    Session expired = host.begin(node, ACME, "tre");
    assertThat(sealedFields()).contains(CipherContext.VERIFIER);
    host.clock.advance(Duration.ofHours(1));
    host.stores.sessions().sweep(new SweepLimits(Duration.ofHours(2), Duration.ofHours(2), 100));
    assertThat(sealedFields()).doesNotContain(CipherContext.VERIFIER);
    assertThat(node.sessions().get(ACME, expired.id()).status()).isEqualTo(SessionStatus.EXPIRED);
  }

  private List<String> sealedFields() {
    return host.stores.sealed().keyIds().stream()
        .flatMap(keyId -> host.stores.sealed().find(keyId, Optional.empty(), 100).stream())
        .map(SealedValue::context)
        .map(CipherContext::field)
        .toList();
  }

  /** Leaves everything as it is. */
  private static final class ClearCipher implements CredentialCipher {
    @Override
    public Sealed seal(byte[] plaintext, CipherContext context) {
      return Sealed.of(plaintext);
    }

    @Override
    public byte[] open(Sealed sealed, CipherContext context) {
      return sealed.bytes();
    }
  }
}
