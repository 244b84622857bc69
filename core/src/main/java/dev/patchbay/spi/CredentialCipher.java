package dev.patchbay.spi;

import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import java.util.Optional;
import java.util.Set;

/**
 * Seals secrets before they reach a store. Thread-safe; holds no connection or lock while it works.
 */
public interface CredentialCipher {

  /**
   * Seals a secret and binds it to its place.
   *
   * @param plaintext the secret; the caller clears it afterwards
   * @param context where it will stand
   * @return the sealed secret
   */
  Sealed seal(byte[] plaintext, CipherContext context);

  /**
   * Opens a sealed secret.
   *
   * @param sealed what {@link #seal} returned
   * @param context where it stood, equal to the one it was sealed with
   * @return the secret; the caller clears it
   * @throws dev.patchbay.error.MisconfiguredException with {@code KEY_UNKNOWN} if its key is not
   *     there, or {@code SECRET_UNREADABLE} if it was changed or moved; the two tell no more
   */
  byte[] open(Sealed sealed, CipherContext context);

  /**
   * Reads the keys again now, where they come from, without waiting for long. Called before work
   * that depends on which key seals, such as re-encryption. Does nothing by default.
   */
  default void reload() {}

  /**
   * Tells which key seals now. A cipher that names its keys names one in every {@link Sealed}.
   *
   * @return its id; empty, which is the default, if this cipher does not name its keys
   */
  default Optional<String> writeKeyId() {
    return Optional.empty();
  }

  /**
   * Tells which keys open.
   *
   * @return their ids, that of {@link #writeKeyId} among them; empty by default
   */
  default Set<String> keyIds() {
    return Set.of();
  }
}
