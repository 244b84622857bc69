package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import java.security.GeneralSecurityException;

/** One enabled key, ready to work. Immutable. */
record RingKey(String id, KeyType type, Key key, Aead aead) {

  static RingKey of(KeysetHandle.Entry entry, String source) throws GeneralSecurityException {
    String id = name(entry.getId());
    KeyType type = KeyRules.requireGood(id, entry.getKey(), source);
    return new RingKey(id, type, entry.getKey(), aead(entry.getKey(), entry.getId()));
  }

  /** An id as it stands in messages, in the store, and in the keyset's own file. */
  static String name(int tinkId) {
    return Integer.toUnsignedString(tinkId);
  }

  // Alone in a keyset, so that what one key sealed is tried with no other.
  private static Aead aead(Key key, int id) throws GeneralSecurityException {
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).withFixedId(id).makePrimary())
        .build()
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  @Override
  public String toString() {
    return "RingKey[" + id + ", " + type + "]";
  }
}
