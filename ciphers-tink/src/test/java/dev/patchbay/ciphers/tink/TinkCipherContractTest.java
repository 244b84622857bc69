package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.testkit.ciphers.CipherContract;

class TinkCipherContractTest extends CipherContract {
  private static final KeysetHandle KEYS = Keysets.promoted(Keysets.added(Keysets.random()));

  @Override
  protected CredentialCipher createCipher() {
    return TinkCipher.from(KeysetSource.of(KEYS));
  }

  @Override
  protected CredentialCipher createStranger() {
    return TinkCipher.from(KeysetSource.of(Keysets.random()));
  }
}
