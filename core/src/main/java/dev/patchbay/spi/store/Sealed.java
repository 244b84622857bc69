package dev.patchbay.spi.store;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a cipher made of a secret: opaque bytes for a store to keep. Immutable; {@code toString}
 * shows the length only.
 */
public final class Sealed {
  private final transient byte[] bytes;

  private Sealed(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Wraps a copy of the bytes.
   *
   * @param bytes the bytes
   * @return the sealed value
   */
  public static Sealed of(byte[] bytes) {
    return new Sealed(Objects.requireNonNull(bytes, "bytes").clone());
  }

  /** {@return a copy of the bytes} */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Sealed[" + bytes.length + " bytes]";
  }
}
