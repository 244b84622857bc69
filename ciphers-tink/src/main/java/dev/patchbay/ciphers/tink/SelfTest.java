package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes sure that this JVM seals and opens as it must, before anything relies on it. */
final class SelfTest {
  /** Test case 16 of "The Galois/Counter Mode of Operation", McGrew and Viega. */
  private static final byte[] KEY = hex("feffe9928665731c6d6a8f9467308308".repeat(2));

  private static final byte[] PLAINTEXT =
      hex(
          "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
              + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  private static final byte[] ASSOCIATED = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  private static final byte[] SEALED =
      hex(
          "cafebabefacedbaddecaf888"
              + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
              + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
              + "76fc6ece0f4e1768cddf8853bb2d551b");

  private SelfTest() {}

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** Readies Tink, and tries it. */
  static void run() {
    try {
      AeadConfig.register();
      requireSame(known().decrypt(SEALED, ASSOCIATED));
      for (KeyType type : KeyType.values()) {
        Aead aead =
            KeysetHandle.generateNew(type.parameters())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
        requireSame(aead.decrypt(aead.encrypt(PLAINTEXT, ASSOCIATED), ASSOCIATED));
      }
    } catch (GeneralSecurityException | RuntimeException | LinkageError unable) {
      throw Failures.configuration(
          "The cipher tried itself and failed, for this JVM does not seal with AES-256-GCM as the"
              + " standard says; install a JDK whose security providers offer 'AES/GCM/NoPadding'",
          unable);
    }
  }

  @AccessesPartialKey // of the test case, which is public
  private static Aead known() throws GeneralSecurityException {
    AesGcmParameters parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(32)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .build();
    AesGcmKey key =
        AesGcmKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(KEY, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
        .build()
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private static void requireSame(byte[] opened) throws GeneralSecurityException {
    if (!Arrays.equals(PLAINTEXT, opened)) {
      throw new GeneralSecurityException("Another text came out than went in");
    }
  }
}
