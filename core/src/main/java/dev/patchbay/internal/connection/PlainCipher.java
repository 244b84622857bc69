package dev.patchbay.internal.connection;

import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;

/** The cipher of stores that forget everything with the JVM: it leaves secrets as they are. */
public final class PlainCipher implements CredentialCipher {

  @Override
  public Sealed seal(byte[] plaintext, CipherContext context) {
    return Sealed.of(plaintext);
  }

  @Override
  public byte[] open(Sealed sealed, CipherContext context) {
    return sealed.bytes();
  }
}
