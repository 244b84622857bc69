package dev.patchbay.ciphers.tink;

import static dev.patchbay.ciphers.tink.EncryptedHost.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.model.KeyRole;
import dev.patchbay.model.KeyUse;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keyset that is not there, is another one's, or lost a key. */
class LostKeyIT {
  @TempDir private Path folder;

  private final EncryptedHost host = new EncryptedHost();

  @AfterEach
  void close() {
    host.close();
  }

  private static TinkCipher cipher(Path file) {
    return TinkCipher.from(KeysetSource.file(file));
  }

  private Path newKeyset(String name) {
    Path file = folder.resolve(name);
    KeysetFile.inClear(file).create(KeyType.AES_256_GCM);
    return file;
  }

  private Connection connectRefreshable(Integrations node) {
    SandboxGrant grant = host.service("uno").issueGrant(Scopes.of("read"));
    ConnectionRequest.Builder request =
        ConnectionRequest.builder("uno")
            .accessToken(Secret.of(grant.accessToken()))
            .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
            .expiresIn(Duration.ofHours(1));
    return node.connections().create(ACME, request.build());
  }

  @Test
  void keysetThatIsNotThereStopsTheStartWithItsPathAndTheFix() {
    Path missing = folder.resolve("nowhere.json");

    assertThatThrownBy(() -> cipher(missing))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("nowhere.json")
        .hasMessageContaining("create");
  }

  @Test
  void keysetOfAnotherStoreStopsTheStartAndNothingIsWritten() {
    Path own = newKeyset("own.json");
    Path foreign = newKeyset("foreign.json");
    TinkCipher cipher = cipher(own);
    host.connect(host.node(cipher), ACME, "uno");
    String before = StoredText.of(host.stores);

    assertThatThrownBy(() -> host.node(cipher(foreign)))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KEY_UNKNOWN))
        .hasMessageContaining("'" + cipher.writeKeyId().orElseThrow() + "' (3 values)")
        .hasMessageContaining("give the cipher the keyset that belongs to this store");
    assertThat(StoredText.of(host.stores)).isEqualTo(before);
  }

  @Test
  void otherKeyUnderTheSameIdStopsTheStartAndNothingIsWritten() throws IOException {
    Path own = newKeyset("own.json");
    TinkCipher cipher = cipher(own);
    host.connect(host.node(cipher), ACME, "uno");
    String before = StoredText.of(host.stores);
    Path swapped = withId(newKeyset("other.json"), cipher.writeKeyId().orElseThrow());

    assertThatThrownBy(() -> host.node(cipher(swapped)))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KEY_MISMATCH))
        .hasMessageContaining(cipher.writeKeyId().orElseThrow());
    assertThat(StoredText.of(host.stores)).isEqualTo(before);
  }

  /** The keyset of another environment, whose key got the id of ours. */
  private Path withId(Path keyset, String keyId) throws IOException {
    String json = Files.readString(keyset);
    String old = cipher(keyset).writeKeyId().orElseThrow();
    Files.writeString(keyset, json.replace(old, keyId));
    return keyset;
  }

  @Test
  void lostKeyAmongSeveralIsToldByItsReadsAndHarmsNothingElse() {
    Path file = newKeyset("keyset.json");
    KeysetFile keyset = KeysetFile.inClear(file);
    TinkCipher before = cipher(file);
    String lost = before.writeKeyId().orElseThrow();
    Connection unreadable = connectRefreshable(host.node(before));
    keyset.replace(KeyType.AES_256_GCM);
    Integrations both = host.node(cipher(file));
    Connection readable = host.connect(both, ACME, "duo");
    keyset.disable(lost);
    Integrations node = host.node(cipher(file));
    host.clock.advance(Duration.ofHours(2));
    String stored = StoredText.of(host.stores);

    assertThatThrownBy(() -> node.connections().credentials(ACME, unreadable.id()))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.KEY_UNKNOWN);
              assertThat(failure.detail().connectionId()).contains(unreadable.id());
            })
        .hasMessageContaining("'" + lost + "'");

    assertThat(StoredText.of(host.stores)).isEqualTo(stored);
    assertThat(host.service("uno").count(Endpoint.TOKEN)).isZero();
    assertThat(node.connections().credentials(ACME, readable.id()).accessToken()).isNotNull();
    assertThat(node.connections().get(ACME, unreadable.id()).status())
        .isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(node.keyUsage().keys())
        .anySatisfy(
            key -> {
              assertThat(key.keyId()).isEqualTo(lost);
              assertThat(key.role()).isEqualTo(KeyRole.UNKNOWN);
              assertThat(key.values()).isEqualTo(2);
            });

    keyset.enable(lost);
    Integrations mended = host.node(cipher(file));
    assertThat(mended.connections().credentials(ACME, unreadable.id()).accessToken()).isNotNull();
  }

  @Test
  void keyThatFailsItsCheckWhileRunningCostsNoRefreshToken() {
    Path file = newKeyset("keyset.json");
    TinkCipher cipher = TinkCipher.builder(KeysetSource.file(file)).clock(host.clock).build();
    Integrations node = host.node(cipher);
    Connection connection = connectRefreshable(node);
    String wrong = KeysetFile.inClear(file).replace(KeyType.AES_256_GCM);
    host.stores
        .sealed()
        .keepCheck(wrong, Sealed.of("another key's".getBytes(UTF_8)).withKeyId(wrong));
    host.clock.advance(Duration.ofHours(2));
    String stored = StoredText.of(host.stores);

    assertThatThrownBy(() -> node.connections().credentials(ACME, connection.id()))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KEY_MISMATCH))
        .hasMessageContaining(wrong);

    assertThat(host.service("uno").count(Endpoint.TOKEN)).isZero();
    assertThat(StoredText.of(host.stores)).isEqualTo(stored);
  }

  @Test
  void sameTokenCanBeHandedOverAgainWhenItsKeyIsGivenUp() {
    TinkCipher lost = cipher(newKeyset("lost.json"));
    ConnectionRequest.Builder request =
        ConnectionRequest.builder("uno")
            .apiKey(Secret.of(host.service("uno").issueKey(Scopes.of("read"))));
    Connection old = host.node(lost).connections().create(ACME, request.build());
    String lostKey = lost.writeKeyId().orElseThrow();
    Integrations node =
        host.node(
            cipher(newKeyset("fresh.json")),
            builder ->
                builder.encryption(EncryptionSettings.builder().acceptLostKeys(lostKey).build()));

    assertThat(node.connections().create(ACME, request.build()).id()).isEqualTo(old.id());
    assertThat(node.connections().credentials(ACME, old.id()).accessToken()).isNotNull();
  }

  @Test
  void connectionsOfALostKeyCanBeListedDeletedAndConnectedAgain() {
    TinkCipher lost = cipher(newKeyset("lost.json"));
    Integrations old = host.node(lost);
    Connection deleted = host.connect(old, ACME, "uno");
    Connection renewed = host.connect(old, ACME, "duo");
    String lostKey = lost.writeKeyId().orElseThrow();

    Integrations node =
        host.node(
            cipher(newKeyset("fresh.json")),
            builder ->
                builder.encryption(EncryptionSettings.builder().acceptLostKeys(lostKey).build()));

    assertThat(node.connections().list(ACME, ConnectionFilter.all()).connections())
        .extracting(Connection::id)
        .containsExactlyInAnyOrder(deleted.id(), renewed.id());
    node.connections().delete(ACME, deleted.id(), RevocationMode.AUTO);
    assertThat(host.connect(node, ACME, "duo").id()).isEqualTo(renewed.id());
    assertThat(node.connections().credentials(ACME, renewed.id()).accessToken()).isNotNull();
    assertThat(node.keyUsage().keys()).extracting(KeyUse::values).containsExactly(2L);
    assertThat(List.copyOf(host.stores.sealed().keyIds())).doesNotContain(lostKey);
  }
}
