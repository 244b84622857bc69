package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AeadParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of key that {@link TinkCipher} takes. */
public enum KeyType {
  /** AES-256-GCM with random nonces of 96 bits: for up to 2^32 values, over all nodes. */
  AES_256_GCM("AES-256-GCM", PredefinedAeadParameters.AES256_GCM),

  /** XAES-256-GCM with random nonces of 192 bits: for more values than anybody seals. */
  XAES_256_GCM("XAES-256-GCM", PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE);

  private final String standardName;
  private final AeadParameters parameters;

  KeyType(String standardName, AeadParameters parameters) {
    this.standardName = standardName;
    this.parameters = parameters;
  }

  /** {@return the name of the algorithm, as its standard spells it} */
  public String standardName() {
    return standardName;
  }

  AeadParameters parameters() {
    return parameters;
  }

  static Optional<KeyType> of(Parameters parameters) {
    return Arrays.stream(values()).filter(type -> type.parameters.equals(parameters)).findFirst();
  }
}
