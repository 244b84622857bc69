package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.AesGcmSivParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.testkit.Canary;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thirty keysets: four are good. */
@AccessesPartialKey
class WeakKeysTest {
  private static final int ID = 123_456_789;

  static Stream<Arguments> good() throws GeneralSecurityException {
    Keysets.random();
    KeysetHandle legacy = Keysets.random(PredefinedAeadParameters.AES128_GCM);
    KeysetHandle.Builder mixed =
        KeysetHandle.newBuilder(legacy)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary());
    mixed.getAt(0).setStatus(KeyStatus.DISABLED);
    return Stream.of(
        arguments("AES-256-GCM", Keysets.random()),
        arguments(
            "XAES-256-GCM", Keysets.random(PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE)),
        arguments("two keys", Keysets.promoted(Keysets.added(Keysets.random()))),
        arguments("beside a foreign key that is disabled", mixed.build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void takesGoodKeys(String name, KeysetHandle keyset) {
    assertThat(TinkCipher.from(KeysetSource.of(keyset)).keyIds()).isNotEmpty();
  }

  static Stream<Arguments> foreign() throws GeneralSecurityException {
    return Stream.of(
            PredefinedAeadParameters.AES128_GCM,
            PredefinedAeadParameters.AES128_EAX,
            PredefinedAeadParameters.AES256_EAX,
            PredefinedAeadParameters.AES256_CTR_HMAC_SHA256,
            PredefinedAeadParameters.CHACHA20_POLY1305,
            PredefinedAeadParameters.XCHACHA20_POLY1305,
            PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE_NO_PREFIX,
            gcm(AesGcmParameters.Variant.NO_PREFIX),
            gcm(AesGcmParameters.Variant.CRUNCHY),
            AesGcmSivParameters.builder()
                .setKeySizeBytes(32)
                .setVariant(AesGcmSivParameters.Variant.TINK)
                .build())
        .map(parameters -> arguments(parameters.toString(), parameters));
  }

  private static AesGcmParameters gcm(AesGcmParameters.Variant variant)
      throws GeneralSecurityException {
    return AesGcmParameters.builder()
        .setKeySizeBytes(32)
        .setIvSizeBytes(12)
        .setTagSizeBytes(16)
        .setVariant(variant)
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("foreign")
  void refusesOtherAlgorithmsAndPrefixes(String name, Parameters parameters) {
    MisconfiguredException refused = refusal(Keysets.random(parameters));

    assertThat(refused.detail().message()).contains("not of an accepted type");
  }

  static Stream<Arguments> weak() {
    return Stream.of(
        arguments("zeros", new byte[32]),
        arguments("ones", filled(0xFF)),
        arguments("one letter", filled('a')),
        arguments("canary", text(Canary.secret("weak"))),
        arguments("pass-phrase", text("correct horse battery staple 12!")),
        arguments("pass-phrase of another script", text("верная лошадь батарея!!")),
        arguments(
            "hex as text",
            text(Canary.secret("k").substring(0, 6) + "0f1e2d3c4b5a69788796a5b4c3d2")),
        arguments("Base64 as text", text("c2VjcmV0LXNlY3JldC1zZWNyZXQtc2Vj")),
        arguments("padded pass-phrase", Arrays.copyOf("Zx9!kQ7#mW2$pR5&vT8".getBytes(UTF_8), 32)),
        arguments("two bytes in turn", hex("a55a".repeat(16))),
        arguments("a half twice", hex("feffe9928665731c6d6a8f9467308308".repeat(2))),
        arguments("five bytes in turn", hex("0102f3e4c5".repeat(6) + "0102")),
        arguments(
            "counting up", hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")),
        arguments("counting down by three", counting(-3)),
        arguments(
            "few different bytes",
            hex("f1e2d3f1e2c4d3f1c4e2b5f1b5d3c4e2e2f1d3b5c4c4e2f1d3b5e2f1c4d3b5a6")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weak")
  void refusesWeakMaterial(String name, byte[] material) throws GeneralSecurityException {
    for (KeysetHandle keyset : keysetsOf(material)) {
      MisconfiguredException refused = refusal(keyset);

      assertThat(refused.detail().message())
          .contains("'" + ID + "'", "not made at random")
          .doesNotContain(HexFormat.of().formatHex(material, 0, 4))
          .doesNotContain(new String(material, UTF_8).substring(0, 4));
    }
  }

  /** As the one key of either type, and as one that only opens. */
  private static Iterable<KeysetHandle> keysetsOf(byte[] material) throws GeneralSecurityException {
    return List.of(
        Keysets.of(Keysets.aesGcm(material, ID)),
        Keysets.of(Keysets.xaesGcm(material, ID)),
        KeysetHandle.newBuilder(Keysets.random())
            .addEntry(KeysetHandle.importKey(Keysets.aesGcm(material, ID)).withFixedId(ID))
            .build());
  }

  @Test
  void refusesAKeyOfHalfTheLength() throws GeneralSecurityException {
    AesGcmParameters half =
        AesGcmParameters.builder()
            .setKeySizeBytes(16)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.TINK)
            .build();
    AesGcmKey key =
        AesGcmKey.builder()
            .setParameters(half)
            .setKeyBytes(SecretBytes.copyFrom(new byte[16], InsecureSecretKeyAccess.get()))
            .setIdRequirement(ID)
            .build();

    assertThat(refusal(Keysets.of(key)).detail().message()).contains("accepted type");
  }

  @Test
  void judgesThirtyKeysets() throws GeneralSecurityException {
    assertThat(good()).hasSize(4);
    assertThat(foreign().count() + weak().count() + 1).isEqualTo(26);
  }

  @RepeatedTest(5)
  void takesWhatARandomSourceMade() {
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[32];
    for (int trial = 0; trial < 20_000; trial++) {
      random.nextBytes(key);
      assertThat(WeakKeys.weakness(key)).isEmpty();
    }
  }

  private static MisconfiguredException refusal(KeysetHandle keyset) {
    MisconfiguredException refused =
        catchThrowableOfType(
            MisconfiguredException.class, () -> TinkCipher.from(KeysetSource.of(keyset)));
    assertThat(refused).isNotNull().hasNoCause();
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    return refused;
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] counting(int step) {
    byte[] bytes = new byte[32];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (200 + at * step);
    }
    return bytes;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** The first 32 bytes, or the text again and again up to there. */
  private static byte[] text(String text) {
    return Arrays.copyOf(text.repeat(2).getBytes(UTF_8), 32);
  }
}
