package dev.patchbay.ciphers.tink;

import dev.patchbay.spi.store.CipherContext;
import java.security.GeneralSecurityException;

/**
 * One layout of a sealed record; its number is the record's first byte. What was stored in one is
 * read for ever: formats are added to {@link RecordFormats}, and none is taken away or changed.
 */
interface RecordFormat {

  /** The record's first byte. */
  byte number();

  /** The id of the key that a record names; throws {@code SECRET_UNREADABLE} if it names none. */
  String keyId(byte[] sealed);

  byte[] seal(RingKey key, byte[] plaintext, CipherContext context) throws GeneralSecurityException;

  byte[] open(RingKey key, byte[] sealed, CipherContext context) throws GeneralSecurityException;
}
