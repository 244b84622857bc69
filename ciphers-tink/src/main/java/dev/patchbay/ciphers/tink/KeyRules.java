package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.util.SecretBytes;
import dev.patchbay.error.MisconfiguredException;
import java.util.Arrays;
import java.util.Optional;

/** Which keys may seal and open: two kinds, and no weak material. */
final class KeyRules {
  private KeyRules() {}

  /**
   * Judges an enabled key.
   *
   * @return its type
   * @throws MisconfiguredException if it must not be used; the message names its id only
   */
  static KeyType requireGood(String keyId, Key key, String source) {
    KeyType type =
        KeyType.of(key.getParameters())
            .orElseThrow(
                () ->
                    refused(
                        keyId,
                        source,
                        "is not of an accepted type; expected AES-256-GCM or XAES-256-GCM, each"
                            + " with Tink's own prefix"));
    material(key)
        .flatMap(KeyRules::weakness)
        .ifPresent(
            found -> {
              throw refused(
                  keyId,
                  source,
                  "was not made at random, it is " + found + "; expected 32 random bytes");
            });
    return type;
  }

  @AccessesPartialKey // to judge the material
  private static Optional<SecretBytes> material(Key key) {
    if (key instanceof AesGcmKey gcm) {
      return Optional.of(gcm.getKeyBytes());
    }
    return key instanceof XAesGcmKey xaes ? Optional.of(xaes.getKeyBytes()) : Optional.empty();
  }

  private static Optional<String> weakness(SecretBytes material) {
    byte[] bytes = material.toByteArray(InsecureSecretKeyAccess.get());
    try {
      return WeakKeys.weakness(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static MisconfiguredException refused(String keyId, String source, String reason) {
    return Failures.configuration(
        "Key '"
            + keyId
            + "' of the keyset from "
            + source
            + " "
            + reason
            + "; make a keyset with 'KeysetCommand create'");
  }
}
