package dev.patchbay.ciphers.tink;

import dev.patchbay.spi.store.CipherContext;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * A byte 1, then Tink's ciphertext: a byte 1, the id of the key in four bytes, big-endian, then
 * nonce, sealed text and tag as the key's algorithm has them. The place is bound by {@link
 * AssociatedData}.
 */
final class FormatOne implements RecordFormat {
  private static final byte NUMBER = 1;
  private static final byte TINK_PREFIX = 1;
  private static final int PREFIX_AT = 1;
  private static final int ID_AT = 2;
  private static final int TEXT_AT = 6;

  @Override
  public byte number() {
    return NUMBER;
  }

  @Override
  public String keyId(byte[] sealed) {
    if (sealed.length <= TEXT_AT || sealed[PREFIX_AT] != TINK_PREFIX) {
      throw Failures.unreadable();
    }
    return RingKey.name(ByteBuffer.wrap(sealed).getInt(ID_AT));
  }

  @Override
  public byte[] seal(RingKey key, byte[] plaintext, CipherContext context)
      throws GeneralSecurityException {
    byte[] ciphertext = key.aead().encrypt(plaintext, AssociatedData.of(NUMBER, key.id(), context));
    return ByteBuffer.allocate(1 + ciphertext.length).put(NUMBER).put(ciphertext).array();
  }

  @Override
  public byte[] open(RingKey key, byte[] sealed, CipherContext context)
      throws GeneralSecurityException {
    byte[] ciphertext = Arrays.copyOfRange(sealed, PREFIX_AT, sealed.length);
    return key.aead().decrypt(ciphertext, AssociatedData.of(NUMBER, key.id(), context));
  }
}
