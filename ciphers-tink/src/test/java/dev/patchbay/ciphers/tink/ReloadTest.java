package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.KeysetHandle;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The keys change while the cipher works. */
@Timeout(60)
class ReloadTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final byte[] SECRET = Canary.secret("reload").getBytes(UTF_8);

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  private final KeysetHandle one = Keysets.random();
  private final KeysetHandle waiting = Keysets.added(one);
  private final KeysetHandle both = Keysets.promoted(waiting);
  private final ScriptedSource source = new ScriptedSource(one);
  private final TinkCipher cipher = TinkCipher.builder(source).clock(clock).build();

  private Sealed sealedByOther() {
    return TinkCipher.from(KeysetSource.of(both)).seal(SECRET, Keysets.PLACE);
  }

  @Test
  void sealsWithTheNewKeyOnceTheKeysAreAMinuteOld() {
    source.holds(both);
    clock.advance(MINUTE.minusMillis(1));

    assertThat(cipher.writeKeyId()).contains(Keysets.writeKeyId(one));
    assertThat(source.loads()).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(cipher.seal(SECRET, Keysets.PLACE).keyId()).contains(Keysets.writeKeyId(both));
    assertThat(cipher.keyIds()).hasSize(2);
    assertThat(source.loads()).isEqualTo(2);
  }

  @Test
  void readsTheKeysAsOftenAsItIsTold() {
    TinkCipher often =
        TinkCipher.builder(source).clock(clock).reloadInterval(Duration.ofSeconds(5)).build();
    source.holds(both);
    clock.advance(Duration.ofSeconds(5));

    assertThat(often.writeKeyId()).contains(Keysets.writeKeyId(both));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> TinkCipher.builder(source).reloadInterval(Duration.ZERO));
  }

  @Test
  void readsTheKeysAgainAfterTheClockWasSetBack() {
    source.holds(both);
    clock.advance(Duration.ofDays(-365));

    assertThat(cipher.writeKeyId()).contains(Keysets.writeKeyId(both));
  }

  @Test
  void opensWithAKeyThatArrivedWithoutWaitingForTheInterval() {
    Sealed sealed = sealedByOther();
    source.holds(waiting);
    clock.advance(Duration.ofSeconds(10));

    assertThat(cipher.open(sealed, Keysets.PLACE)).isEqualTo(SECRET);
    assertThat(source.loads()).isEqualTo(2);
  }

  @Test
  void readsTheKeysForAnUnknownOneAtMostEveryTenSeconds() {
    Sealed sealed = sealedByOther();
    for (int second = 0; second < 35; second++) {
      for (int call = 0; call < 20; call++) {
        assertUnknown(sealed);
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(source.loads()).as("the first, and after 10, 20 and 30 s").isEqualTo(4);
  }

  private void assertUnknown(Sealed sealed) {
    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> cipher.open(sealed, Keysets.PLACE))
        .withMessageContaining("'" + Keysets.writeKeyId(both) + "'")
        .withMessageContaining("bring the keyset to this node")
        .matches(refused -> refused.code() == ErrorCode.KEY_UNKNOWN);
  }

  @Test
  void saysThatAKeyIsDisabledAndOpensOnceItIsNot() {
    Sealed old = cipher.seal(SECRET, Keysets.PLACE);
    source.holds(Keysets.disabled(both, Keysets.writeKeyId(one)));
    clock.advance(MINUTE);

    assertThat(cipher.keyIds()).containsExactly(Keysets.writeKeyId(both));
    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> cipher.open(old, Keysets.PLACE))
        .withMessageContaining("is disabled")
        .withMessageContaining("--undo")
        .matches(refused -> refused.code() == ErrorCode.KEY_UNKNOWN);
    source.holds(both);
    clock.advance(Duration.ofSeconds(10));
    assertThat(cipher.open(old, Keysets.PLACE)).isEqualTo(SECRET);
  }

  @Test
  void keepsItsKeysWhileTheSourceFails() {
    Sealed old = cipher.seal(SECRET, Keysets.PLACE);
    String quoted = Canary.secret("quoted");
    source.fails(new IllegalStateException(quoted));
    try (LogWatch log = new LogWatch()) {
      for (int minute = 0; minute < 10; minute++) {
        clock.advance(MINUTE);
        Sealed sealed = cipher.seal(SECRET, Keysets.PLACE);
        assertThat(cipher.open(sealed, Keysets.PLACE)).isEqualTo(SECRET);
        assertThat(cipher.open(old, Keysets.PLACE)).isEqualTo(SECRET);
      }
      assertThat(log.warnings())
          .hasSize(10)
          .allMatch(line -> line.contains("script") && line.contains("IllegalStateException"))
          .noneMatch(line -> line.contains(quoted));
    }

    source.holds(both);
    clock.advance(MINUTE);
    assertThat(cipher.writeKeyId()).contains(Keysets.writeKeyId(both));
  }

  @Test
  void keepsItsKeysIfTheNewOnesMustNotBeUsed() throws Exception {
    source.holds(Keysets.of(Keysets.aesGcm(new byte[32], 7)));
    clock.advance(MINUTE);

    try (LogWatch log = new LogWatch()) {
      assertThat(cipher.writeKeyId()).contains(Keysets.writeKeyId(one));
      assertThat(log.warnings()).singleElement().asString().contains("Key '7'", "pattern");
    }
  }

  @Test
  void oneOfManyCallersReadsTheKeysAndTheOthersGoOn() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    source.doesFirst(
        () -> {
          reading.countDown();
          await(release);
        });
    source.holds(both);
    clock.advance(MINUTE);
    ExecutorService threads = Executors.newFixedThreadPool(9);
    try {
      TinkCipher patient = cipher;
      Future<Sealed> first = threads.submit(() -> patient.seal(SECRET, Keysets.PLACE));
      await(reading);
      for (Future<Sealed> other : sealByMany(threads)) {
        assertThat(other.get().keyId()).contains(Keysets.writeKeyId(one));
      }
      release.countDown();
      assertThat(first.get().keyId()).contains(Keysets.writeKeyId(both));
      assertThat(source.loads()).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Future<Sealed>> sealByMany(ExecutorService threads) throws Exception {
    CyclicBarrier together = new CyclicBarrier(8);
    List<Future<Sealed>> seals = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      seals.add(
          threads.submit(
              () -> {
                together.await();
                return cipher.seal(SECRET, Keysets.PLACE);
              }));
    }
    return seals;
  }

  @Test
  void manyReadersOfANewKeyShareOneReload() throws Exception {
    Sealed sealed = sealedByOther();
    source.holds(waiting);
    clock.advance(Duration.ofSeconds(10));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      CyclicBarrier together = new CyclicBarrier(8);
      List<Future<byte[]>> reads = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        reads.add(
            threads.submit(
                () -> {
                  together.await();
                  return cipher.open(sealed, Keysets.PLACE);
                }));
      }
      for (Future<byte[]> read : reads) {
        assertThat(read.get()).isEqualTo(SECRET);
      }
      assertThat(source.loads()).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void sourceThatHangsIsWaitedForOnceAndReadsAreNotHeldUp() {
    TinkCipher hurried =
        TinkCipher.builder(source).clock(clock).patience(Duration.ofMillis(50)).build();
    Sealed old = hurried.seal(SECRET, Keysets.PLACE);
    CountDownLatch release = new CountDownLatch(1);
    source.doesFirst(() -> await(release));
    clock.advance(MINUTE);
    try (LogWatch log = new LogWatch()) {
      assertThat(hurried.writeKeyId()).contains(Keysets.writeKeyId(one));
      assertThat(hurried.open(old, Keysets.PLACE)).isEqualTo(SECRET);
      assertThat(hurried.seal(SECRET, Keysets.PLACE).keyId()).contains(Keysets.writeKeyId(one));
      assertThat(log.warnings()).singleElement().asString().contains("takes longer than PT0.05S");
    } finally {
      release.countDown();
    }
  }

  @Test
  void interruptedCallerGoesOnWithItsFlagSet() {
    CountDownLatch release = new CountDownLatch(1);
    source.doesFirst(() -> await(release));
    clock.advance(MINUTE);
    Thread.currentThread().interrupt();

    assertThat(cipher.seal(SECRET, Keysets.PLACE).keyId()).contains(Keysets.writeKeyId(one));
    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
