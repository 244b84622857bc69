package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.testkit.ciphers.CipherContract;

class XaesCipherContractTest extends CipherContract {
  private static final KeysetHandle KEYS =
      Keysets.random(PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE);

  @Override
  protected CredentialCipher createCipher() {
    return TinkCipher.from(KeysetSource.of(KEYS));
  }

  @Override
  protected CredentialCipher createStranger() {
    return TinkCipher.from(KeysetSource.of(Keysets.random()));
  }
}
