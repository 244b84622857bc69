package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.SettableClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyWearTest {
  private static final byte[] SECRET = Canary.secret("wear").getBytes(UTF_8);
  private static final int NONCE_AT = 6;

  @Test
  void saysOnceOfAKeyThatItHasSealedEnough() {
    KeysetHandle keyset = Keysets.random();
    TinkCipher cipher = TinkCipher.builder(KeysetSource.of(keyset)).wearBound(100).build();
    try (LogWatch log = new LogWatch()) {
      seal(cipher, 100);
      assertThat(log.warnings()).isEmpty();
      seal(cipher, 200);

      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("'" + Keysets.writeKeyId(keyset) + "'", "rotate it", "2^32", "800-38D");
    }
  }

  @Test
  void countsEachKeyByItself() {
    KeysetHandle one = Keysets.random();
    ScriptedSource source = new ScriptedSource(one);
    SettableClock clock = SettableClock.at(Instant.EPOCH);
    TinkCipher cipher = TinkCipher.builder(source).clock(clock).wearBound(100).build();
    try (LogWatch log = new LogWatch()) {
      seal(cipher, 60);
      source.holds(Keysets.promoted(Keysets.added(one)));
      clock.advance(Duration.ofMinutes(1));
      seal(cipher, 60);

      assertThat(log.warnings()).isEmpty();
    }
  }

  @Test
  void longNoncesDoNotWearAKeyOut() {
    KeysetHandle xaes = Keysets.random(PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE);
    try (LogWatch log = new LogWatch()) {
      seal(TinkCipher.builder(KeysetSource.of(xaes)).wearBound(100).build(), 300);

      assertThat(log.warnings()).isEmpty();
    }
  }

  @Test
  void warnsAtAQuarterOfWhatTheStandardAllows() {
    assertThat(KeyWear.BOUND).isEqualTo((1L << 32) / 4);
  }

  private static void seal(TinkCipher cipher, int times) {
    IntStream.range(0, times).forEach(at -> cipher.seal(SECRET, Keysets.PLACE));
  }

  /** As two nodes do that were started from one image. */
  @Test
  void twoCiphersOfOneKeysetNeverUseANonceTwice() throws Exception {
    KeysetHandle keyset = Keysets.random();
    int each = 500_000;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<long[][]>> nodes =
          List.of(
              threads.submit(() -> nonces(TinkCipher.from(KeysetSource.of(keyset)), each)),
              threads.submit(() -> nonces(TinkCipher.from(KeysetSource.of(keyset)), each)));
      Set<List<Long>> seen = new HashSet<>(4 * each);
      for (Future<long[][]> node : nodes) {
        for (long[] nonce : node.get()) {
          seen.add(List.of(nonce[0], nonce[1]));
        }
      }
      assertThat(seen).hasSize(2 * each);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[][] nonces(TinkCipher cipher, int count) {
    long[][] nonces = new long[count][];
    for (int at = 0; at < count; at++) {
      Sealed sealed = cipher.seal(new byte[] {1}, Keysets.PLACE);
      byte[] nonce = Arrays.copyOfRange(sealed.bytes(), NONCE_AT, NONCE_AT + 12);
      ByteBuffer buffer = ByteBuffer.wrap(nonce);
      nonces[at] = new long[] {buffer.getLong(), buffer.getInt()};
    }
    return nonces;
  }
}
