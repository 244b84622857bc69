package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A key management service in this JVM, found as a real one is. Its keys live as long. */
public final class FakeKms implements KmsClient {
  static final String KEY = "fake-kms://keys/one";
  static final AtomicInteger CALLS = new AtomicInteger();
  private static final Map<String, Aead> KEYS = new ConcurrentHashMap<>();
  private static volatile boolean down = false;

  static void goDown() {
    down = true;
  }

  static void comeBack() {
    down = false;
  }

  static Aead key(String uri) {
    Aead key = KEYS.computeIfAbsent(uri, unused -> fresh());
    return new Aead() {
      @Override
      public byte[] encrypt(byte[] plaintext, byte[] associatedData)
          throws GeneralSecurityException {
        requireUp();
        return key.encrypt(plaintext, associatedData);
      }

      @Override
      public byte[] decrypt(byte[] ciphertext, byte[] associatedData)
          throws GeneralSecurityException {
        requireUp();
        return key.decrypt(ciphertext, associatedData);
      }
    };
  }

  private static Aead fresh() {
    try {
      return Keysets.random().getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException unable) {
      throw new IllegalStateException(unable);
    }
  }

  private static void requireUp() throws GeneralSecurityException {
    CALLS.incrementAndGet();
    if (down) {
      throw new GeneralSecurityException("connection refused by fake-kms");
    }
  }

  @Override
  public boolean doesSupport(String keyUri) {
    return keyUri.startsWith("fake-kms://");
  }

  @Override
  public KmsClient withCredentials(String credentialPath) {
    return this;
  }

  @Override
  public KmsClient withDefaultCredentials() throws GeneralSecurityException {
    return this;
  }

  @Override
  public Aead getAead(String keyUri) throws GeneralSecurityException {
    if (keyUri.endsWith("/denied")) {
      throw new GeneralSecurityException("denied");
    }
    return key(keyUri);
  }
}
