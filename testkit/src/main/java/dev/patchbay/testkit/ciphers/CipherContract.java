package dev.patchbay.testkit.ciphers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.Canary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every cipher promises: it opens what it sealed, where it sealed it, and refuses everything
 * else in one way that tells nothing.
 *
 * <pre>{@code
 * final class VaultCipherContractTest extends CipherContract {
 *   protected CredentialCipher createCipher() { return new VaultCipher(KEYS); }
 *   protected CredentialCipher createStranger() { return new VaultCipher(OTHER_KEYS); }
 * }
 * }</pre>
 */
public abstract class CipherContract {
  private static final int TAMPERED = 100;

  private CredentialCipher cipher;

  /** For authors of ciphers. */
  protected CipherContract() {}

  /**
   * Makes the cipher.
   *
   * @return a cipher with the same keys at each call
   */
  protected abstract CredentialCipher createCipher();

  /**
   * Makes a cipher that shares no key with {@link #createCipher}, and no id of one.
   *
   * @return such a cipher
   */
  protected abstract CredentialCipher createStranger();

  @BeforeEach
  final void create() {
    cipher = createCipher();
  }

  @Test
  void opensWhatItSealed() {
    for (int length : new int[] {0, 1, 15, 16, 17, 4_096, 65_536}) {
      byte[] plaintext = new byte[length];
      Arrays.fill(plaintext, (byte) length);
      Sealed sealed = cipher.seal(plaintext, credentialPlace());

      assertThat(cipher.open(sealed, credentialPlace())).isEqualTo(plaintext);
    }
  }

  @Test
  void opensWhatItSealedBeforeARestart() {
    byte[] secret = secret();
    Sealed sealed = cipher.seal(secret, credentialPlace());

    assertThat(createCipher().open(sealed, credentialPlace())).isEqualTo(secret);
  }

  @Test
  void opensInAPlaceThatWasDescribedAnew() {
    CipherContext place = Places.credential().variable("a", "1").variable("b", "2").build();
    CipherContext same = Places.credential().variable("b", "2").variable("a", "1").build();

    assertThat(cipher.open(cipher.seal(new byte[] {7}, place), same)).containsExactly(7);
  }

  @Test
  void leavesThePlaintextAlone() {
    byte[] secret = secret();
    byte[] before = secret.clone();
    cipher.seal(secret, credentialPlace());

    assertThat(secret).isEqualTo(before);
  }

  @Test
  void namesTheKeyItSealedWithIfItNamesAny() {
    Sealed sealed = cipher.seal(secret(), credentialPlace());

    assertThat(sealed.keyId()).isEqualTo(cipher.writeKeyId());
    assertThat(cipher.keyIds()).containsAll(cipher.writeKeyId().stream().toList());
    assertThat(sealed.keyId().orElse("")).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void refusesWhatWasMovedToAnotherConnectionsPlace() {
    List<CipherContext> places = Places.ofConnections();

    assertThat(swaps(places, places)).isEqualTo(54 * 53);
  }

  @Test
  void refusesSecretsOfSessionsInConnectionsAndBack() {
    List<CipherContext> sessions = Places.ofSessions();
    List<CipherContext> connections = Places.ofConnections();

    assertThat(swaps(sessions, sessions)).isEqualTo(12 * 11);
    assertThat(swaps(sessions, connections)).isEqualTo(12 * 54);
    assertThat(swaps(connections, sessions)).isEqualTo(12 * 54);
  }

  private int swaps(List<CipherContext> from, List<CipherContext> to) {
    int refused = 0;
    for (CipherContext place : from) {
      Sealed sealed = cipher.seal(secret(), place);
      for (CipherContext other : to) {
        if (!other.equals(place)) {
          Refusal.ofUnreadable(cipher, sealed, other);
          refused++;
        }
      }
    }
    return refused;
  }

  @Test
  void refusesAnotherVersionOfTheSameRow() {
    long[] versions = {0, 1, 2, 256, 1L << 32, Long.MAX_VALUE};
    for (long sealedAt : versions) {
      Sealed sealed = cipher.seal(secret(), Places.credential().version(sealedAt).build());
      for (long openedAt : versions) {
        if (openedAt != sealedAt) {
          Refusal.ofUnreadable(cipher, sealed, Places.credential().version(openedAt).build());
        }
      }
    }
  }

  @Test
  void refusesOtherVariables() {
    List<CipherContext> places =
        List.of(
            Places.credential().build(),
            Places.credential().variable("host", "").build(),
            Places.credential().variable("", "host").build(),
            Places.credential().variable("host", "a").build(),
            Places.credential().variable("host", "b").build(),
            Places.credential().variable("hos", "ta").build(),
            Places.credential().variable("region", "a").build(),
            Places.credential().variable("host", "a").variable("region", "b").build(),
            Places.credential().variable("host", "b").variable("region", "a").build(),
            Places.credential().variable("host", "aregionb").build());

    assertThat(swaps(places, places)).isEqualTo(10 * 9);
  }

  @Test
  void refusesNeighboursWhosePartsRunIntoEachOther() {
    List<CipherContext> places =
        List.of(
            CipherContext.builder(Places.ACME, "ab", "c", "field").build(),
            CipherContext.builder(Places.ACME, "a", "bc", "field").build(),
            CipherContext.builder(Places.ACME, "ab", "cfield", "").build(),
            CipherContext.builder(Places.ACME, "ab", "c", "field").tokenSet("").build(),
            CipherContext.builder(Places.ACME, "ab", "c", "field").tokenSet("x").build(),
            CipherContext.builder(Places.ACME, "ab", "c", "fieldx").build());

    assertThat(swaps(places, places)).isEqualTo(6 * 5);
  }

  @Test
  void refusesEverySingleBitThatIsFlipped() {
    Set<Refusal.Told> told = new HashSet<>();
    for (int trial = 0; trial < TAMPERED; trial++) {
      Sealed sealed = cipher.seal(secret(), credentialPlace());
      byte[] bytes = sealed.bytes();
      for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        told.add(Refusal.ofDamaged(cipher, like(sealed, flipped), credentialPlace()));
      }
    }

    assertOneTextForEachCode(told);
  }

  @Test
  void refusesWhatWasCutAtAnyLengthOrHasMore() {
    Sealed sealed = cipher.seal(secret(), credentialPlace());
    byte[] bytes = sealed.bytes();
    List<byte[]> wrong = new ArrayList<>();
    IntStream.range(0, bytes.length)
        .forEach(
            length -> {
              wrong.add(Arrays.copyOf(bytes, length));
              wrong.add(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length));
            });
    wrong.add(Arrays.copyOf(bytes, bytes.length + 1));
    wrong.add(Arrays.copyOf(bytes, bytes.length + 16));

    assertOneTextForEachCode(told(sealed, wrong));
  }

  @Test
  void refusesWhatIsNotSealedAtAll() {
    Sealed sealed = cipher.seal(secret(), credentialPlace());
    byte[] bytes = sealed.bytes();
    List<byte[]> wrong = new ArrayList<>();
    wrong.add(new byte[0]);
    wrong.add(("{\"access_token\":\"" + Canary.secret("plain") + "\"}").getBytes(UTF_8));
    wrong.add(Canary.secret("bare").getBytes(UTF_8));
    wrong.add(Base64.getEncoder().encode(bytes));
    wrong.add(Base64.getUrlEncoder().withoutPadding().encode(bytes));
    wrong.add(new byte[bytes.length]);

    assertOneTextForEachCode(told(sealed, wrong));
    wrong.forEach(it -> Refusal.ofDamaged(cipher, Sealed.of(it), credentialPlace()));
  }

  @Test
  void refusesPartsOfTwoThatWerePutTogether() {
    Sealed one = cipher.seal(secret(), credentialPlace());
    byte[] other = cipher.seal(secret(), credentialPlace()).bytes();
    List<byte[]> wrong = new ArrayList<>();
    for (int tail : new int[] {12, 16}) {
      byte[] mixed = one.bytes();
      System.arraycopy(other, other.length - tail, mixed, mixed.length - tail, tail);
      wrong.add(mixed);
    }

    assertOneTextForEachCode(told(one, wrong));
  }

  private Set<Refusal.Told> told(Sealed like, List<byte[]> wrong) {
    Set<Refusal.Told> told = new HashSet<>();
    wrong.forEach(
        bytes -> told.add(Refusal.ofDamaged(cipher, like(like, bytes), credentialPlace())));
    return told;
  }

  private static void assertOneTextForEachCode(Set<Refusal.Told> told) {
    assertThat(told).extracting(Refusal.Told::code).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void refusesTheIdOfAnotherKey() {
    Sealed sealed = cipher.seal(secret(), credentialPlace());
    Optional<String> foreign = createStranger().writeKeyId();

    foreign.ifPresent(
        keyId -> Refusal.ofEither(cipher, sealed.withKeyId(keyId), credentialPlace()));
  }

  @Test
  void saysWhichKeyItDoesNotKnow() {
    CredentialCipher stranger = createStranger();
    Sealed sealed = stranger.seal(secret(), credentialPlace());
    if (sealed.keyId().isEmpty()) {
      Refusal.ofEither(cipher, sealed, credentialPlace());
      return;
    }
    String message = Refusal.of(ErrorCode.KEY_UNKNOWN, cipher, sealed, credentialPlace());

    assertThat(message).contains("'" + sealed.keyId().get() + "'");
    assertThat(stranger.open(sealed, credentialPlace())).isNotEmpty();
  }

  @Test
  void sealsOneSecretNeverTheSameTwice() {
    byte[] secret = secret();
    Set<String> sealed = new HashSet<>();
    for (int trial = 0; trial < 1_000; trial++) {
      byte[] bytes = cipher.seal(secret, credentialPlace()).bytes();
      assertThat(Canary.findIn(bytes)).isEmpty();
      sealed.add(Base64.getEncoder().encodeToString(bytes));
    }

    assertThat(sealed).hasSize(1_000);
  }

  private static CipherContext credentialPlace() {
    return Places.credential().version(1).build();
  }

  private static byte[] secret() {
    return Canary.secret("cipher").getBytes(UTF_8);
  }

  private static Sealed like(Sealed original, byte[] bytes) {
    Sealed sealed = Sealed.of(bytes);
    return original.keyId().map(sealed::withKeyId).orElse(sealed);
  }
}
