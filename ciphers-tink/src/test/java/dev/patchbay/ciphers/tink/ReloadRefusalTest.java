package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.SettableClock;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reload takes and what it does not, and what becomes of one that does not end. */
@Timeout(60)
class ReloadRefusalTest {
  private static final byte[] SECRET = Canary.secret("reload").getBytes(UTF_8);

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  private final KeysetHandle one = Keysets.random();
  private final KeysetHandle waiting = Keysets.added(one);
  private final KeysetHandle both = Keysets.promoted(waiting);
  private final ScriptedSource source = new ScriptedSource(one);
  private final TinkCipher cipher =
      TinkCipher.builder(source).clock(clock).patience(Duration.ofSeconds(20)).build();

  @Test
  void refusesAKeysetWithoutTheKeyThatWrites() {
    assertRefused(Keysets.random(), "has no key '" + Keysets.writeKeyId(one) + "'");
  }

  @Test
  void refusesAnotherKeyUnderTheSameId() throws Exception {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    KeysetHandle other = Keysets.of(Keysets.aesGcm(bytes, one.getPrimary().getId()));

    assertRefused(other, "has another key under the id '" + Keysets.writeKeyId(one) + "'");
  }

  private void assertRefused(KeysetHandle foreign, String reason) {
    source.holds(foreign);
    try (LogWatch log = new LogWatch()) {
      cipher.reload();
      assertThat(log.warnings()).singleElement().asString().contains("script", reason, "restart");
    }
    assertThat(cipher.seal(SECRET, Keysets.PLACE).keyId()).contains(Keysets.writeKeyId(one));
    source.holds(both);
    cipher.reload();
    assertThat(cipher.writeKeyId()).contains(Keysets.writeKeyId(both));
  }

  @Test
  void takesEveryStepOfARotationAtOnce() {
    try (LogWatch log = new LogWatch()) {
      source.holds(waiting);
      cipher.reload();
      assertThat(cipher.keyIds()).hasSize(2);
      source.holds(both);
      cipher.reload();
      assertThat(cipher.writeKeyId()).contains(Keysets.writeKeyId(both));
      source.holds(Keysets.disabled(both, Keysets.writeKeyId(one)));
      cipher.reload();
      assertThat(cipher.keyIds()).containsExactly(Keysets.writeKeyId(both));
      assertThat(log.warnings()).isEmpty();
    }
  }

  @Test
  void takesADestroyedKeyForOneThatIsNotThere() {
    Sealed old = cipher.seal(SECRET, Keysets.PLACE);
    source.holds(both);
    cipher.reload();
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(both);
    builder.getAt(0).setStatus(KeyStatus.DESTROYED);
    source.holds(build(builder));
    cipher.reload();

    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> cipher.open(old, Keysets.PLACE))
        .withMessageContaining("is not in the keyset")
        .withMessageNotContaining("--undo");
  }

  private static KeysetHandle build(KeysetHandle.Builder builder) {
    try {
      return builder.build();
    } catch (GeneralSecurityException unable) {
      throw new IllegalStateException(unable);
    }
  }

  @Test
  void sourceThatHangsIsWaitedForOnceAndGivenUpInTheEnd() {
    TinkCipher hurried =
        TinkCipher.builder(source).clock(clock).patience(Duration.ofMillis(50)).build();
    Sealed unknown = TinkCipher.from(KeysetSource.of(both)).seal(SECRET, Keysets.PLACE);
    CountDownLatch never = new CountDownLatch(1);
    source.doesFirst(() -> ReloadTest.await(never));
    int before = source.loads();
    clock.advance(Duration.ofSeconds(10));
    try (LogWatch log = new LogWatch()) {
      for (int read = 0; read < 1_000; read++) {
        assertThatExceptionOfType(MisconfiguredException.class)
            .isThrownBy(() -> hurried.open(unknown, Keysets.PLACE));
      }
      assertThat(log.warnings()).singleElement().asString().contains("takes longer than PT0.05S");
    }
    source.doesFirst(() -> {});
    source.holds(waiting);
    clock.advance(Duration.ofMinutes(5));
    hurried.reload();
    assertThat(source.loads()).isEqualTo(before + 2);
    never.countDown();
  }

  @Test
  void readsAgainAfterAThreadCouldNotBegin() {
    TinkCipher poor =
        TinkCipher.builder(source)
            .clock(clock)
            .threads(
                task -> {
                  if (source.loads() < 3) {
                    source.counts();
                    throw new OutOfMemoryError("unable to create native thread");
                  }
                  task.run();
                })
            .build();
    source.holds(both);
    try (LogWatch log = new LogWatch()) {
      poor.reload();
      assertThat(log.warnings()).singleElement().asString().contains("OutOfMemoryError");
    }
    assertThat(poor.writeKeyId()).contains(Keysets.writeKeyId(one));
    poor.reload();
    assertThat(poor.writeKeyId()).contains(Keysets.writeKeyId(both));
  }
}
