package dev.patchbay.spi.store;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cipher made of a secret: opaque bytes for a store to keep, and the id of the key that it
 * takes to open them, so that a store can find what a key has sealed. Immutable; {@code toString}
 * shows the id and the length only.
 */
public final class Sealed {
  private final transient byte[] bytes;
  private final @Nullable String keyId;

  private Sealed(byte[] bytes, @Nullable String keyId) {
    this.bytes = bytes;
    this.keyId = keyId;
  }

  /**
   * Wraps a copy of the bytes, which are of no key that has an id.
   *
   * @param bytes the bytes
   * @return the sealed value
   */
  public static Sealed of(byte[] bytes) {
    return new Sealed(Objects.requireNonNull(bytes, "bytes").clone(), null);
  }

  /**
   * Names the key.
   *
   * @param keyId the cipher's own id of the key, at most 64 characters
   * @return the same bytes with that id
   */
  public Sealed withKeyId(String keyId) {
    return new Sealed(bytes, Objects.requireNonNull(keyId, "keyId"));
  }

  /** {@return a copy of the bytes} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@return the id of the key that opens them; empty if the cipher names none} */
  public Optional<String> keyId() {
    return Optional.ofNullable(keyId);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sealed that
        && Arrays.equals(bytes, that.bytes)
        && Objects.equals(keyId, that.keyId);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Sealed[" + bytes.length + " bytes, keyId=" + keyId + "]";
  }
}
