package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** Keysets with one fresh key. */
final class TestKeysets {

  private TestKeysets() {}

  static KeysetSource fresh() {
    try {
      AeadConfig.register();
      return KeysetSource.of(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
