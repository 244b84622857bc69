package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, each with its own copy of the keyset's file. */
class RotationTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final byte[] SECRET = Canary.secret("rotation").getBytes(UTF_8);

  @TempDir private Path folder;
  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  private Path firstFile;
  private Path secondFile;
  private KeysetFile keyset;
  private String oldKey;
  private TinkCipher first;
  private TinkCipher second;

  @BeforeEach
  void startTwoNodes() throws Exception {
    firstFile = folder.resolve("first.json");
    secondFile = folder.resolve("second.json");
    keyset = KeysetFile.inClear(firstFile);
    oldKey = keyset.create(KeyType.AES_256_GCM);
    rollOut();
    first = node(firstFile);
    second = node(secondFile);
  }

  private TinkCipher node(Path file) {
    return TinkCipher.builder(KeysetSource.file(file)).clock(clock).build();
  }

  private void rollOut() throws Exception {
    Files.copy(
        firstFile,
        secondFile,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void nothingFailsIfTheKeyIsEverywhereBeforeItWrites() throws Exception {
    Sealed old = first.seal(SECRET, Keysets.PLACE);
    String newKey = keyset.add(KeyType.AES_256_GCM);
    clock.advance(MINUTE);
    assertThat(first.writeKeyId()).contains(oldKey);
    rollOut();
    keyset.promote();
    clock.advance(MINUTE);

    Sealed fresh = first.seal(SECRET, Keysets.PLACE);
    assertThat(fresh.keyId()).contains(newKey);
    assertThat(second.open(fresh, Keysets.PLACE)).isEqualTo(SECRET);
    assertThat(second.open(old, Keysets.PLACE)).isEqualTo(SECRET);
    assertThat(second.seal(SECRET, Keysets.PLACE).keyId()).contains(oldKey);
    rollOut();
    clock.advance(MINUTE);
    assertThat(second.seal(SECRET, Keysets.PLACE).keyId()).contains(newKey);
  }

  @Test
  void nodeThatLacksAPromotedKeyRecoversByItselfWithinTenSecondsOfItsArrival() throws Exception {
    String newKey = keyset.replace(KeyType.XAES_256_GCM);
    clock.advance(MINUTE);
    Sealed fresh = first.seal(SECRET, Keysets.PLACE);
    assertThat(fresh.keyId()).contains(newKey);

    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> second.open(fresh, Keysets.PLACE))
        .withMessageContaining("'" + newKey + "'")
        .matches(unknown -> unknown.code() == ErrorCode.KEY_UNKNOWN);
    rollOut();
    clock.advance(Duration.ofSeconds(10));
    assertThat(second.open(fresh, Keysets.PLACE)).isEqualTo(SECRET);
  }

  @Test
  void retiredKeyOpensNothingUntilItIsEnabledAgain() {
    Sealed old = first.seal(SECRET, Keysets.PLACE);
    keyset.replace(KeyType.AES_256_GCM);
    keyset.disable(oldKey);
    clock.advance(MINUTE);
    assertThat(first.keyIds()).doesNotContain(oldKey).hasSize(1);
    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> first.open(old, Keysets.PLACE));

    keyset.enable(oldKey);
    clock.advance(Duration.ofSeconds(10));
    assertThat(first.open(old, Keysets.PLACE)).isEqualTo(SECRET);
  }

  @Test
  void keyOfAnotherEnvironmentUnderTheSameIdOpensNothing() throws Exception {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    int id = Integer.parseUnsignedInt(oldKey);
    TinkCipher foreign = TinkCipher.from(KeysetSource.of(Keysets.of(Keysets.aesGcm(bytes, id))));
    Sealed sealed = foreign.seal(SECRET, Keysets.PLACE);

    assertThat(sealed.keyId()).contains(oldKey);
    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> first.open(sealed, Keysets.PLACE))
        .matches(unreadable -> unreadable.code() == ErrorCode.SECRET_UNREADABLE);
  }
}
