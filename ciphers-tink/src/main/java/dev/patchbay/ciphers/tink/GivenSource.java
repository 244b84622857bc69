package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;

/** A keyset that the host read itself. */
record GivenSource(KeysetHandle keyset) implements KeysetSource {

  @Override
  public KeysetHandle load() {
    return keyset;
  }

  @Override
  public String describe() {
    return "the application";
  }

  @Override
  public String toString() {
    return describe();
  }
}
