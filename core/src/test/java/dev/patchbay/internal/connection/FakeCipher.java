package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Names its keys and binds to the place, and hides nothing: each key is a number to add. */
final class FakeCipher implements CredentialCipher {
  private static final int HEADER = 2 * Integer.BYTES;

  private final Map<String, Integer> keys = new TreeMap<>();
  private String writeKey;
  private boolean broken;

  FakeCipher(String writeKey, int number) {
    this.writeKey = writeKey;
    keys.put(writeKey, number);
  }

  FakeCipher add(String keyId, int number) {
    keys.put(keyId, number);
    return this;
  }

  void promote(String keyId) {
    writeKey = keyId;
  }

  /** From here on it throws something that is not Patchbay's. */
  void breakDown() {
    broken = true;
  }

  void lose(String keyId) {
    keys.remove(keyId);
  }

  @Override
  public Sealed seal(byte[] plaintext, CipherContext context) {
    byte[] sealed =
        ByteBuffer.allocate(HEADER + plaintext.length)
            .putInt(number(writeKey))
            .putInt(context.hashCode())
            .put(plaintext)
            .array();
    return Sealed.of(sealed).withKeyId(writeKey);
  }

  @Override
  public byte[] open(Sealed sealed, CipherContext context) {
    if (broken) {
      throw new IllegalStateException("out of order");
    }
    ByteBuffer bytes = ByteBuffer.wrap(sealed.bytes());
    int number = number(sealed.keyId().orElseThrow());
    if (bytes.getInt() != number || bytes.getInt() != context.hashCode()) {
      throw failure(ErrorCode.SECRET_UNREADABLE, "It does not open");
    }
    byte[] plaintext = new byte[bytes.remaining()];
    bytes.get(plaintext);
    return plaintext;
  }

  private int number(String keyId) {
    return Optional.ofNullable(keys.get(keyId))
        .orElseThrow(() -> failure(ErrorCode.KEY_UNKNOWN, "There is no key '" + keyId + "'"));
  }

  private static MisconfiguredException failure(ErrorCode code, String message) {
    return new MisconfiguredException(ErrorDetail.builder(code, message).build());
  }

  @Override
  public Optional<String> writeKeyId() {
    return Optional.of(writeKey);
  }

  @Override
  public Set<String> keyIds() {
    return Set.copyOf(keys.keySet());
  }
}
