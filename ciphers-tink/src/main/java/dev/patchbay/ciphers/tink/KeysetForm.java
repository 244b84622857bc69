package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** How a keyset stands in a text: in clear, or wrapped by a key of a key management service. */
interface KeysetForm {

  /** Refuses a file that this form must not stand in. */
  void requireSafe(Path file);

  /**
   * Reads the text, which is JSON.
   *
   * @throws dev.patchbay.error.MisconfiguredException if it is no such keyset, or cannot be
   *     unwrapped; its message quotes nothing of the text
   */
  KeysetHandle read(String json, String source);

  String write(KeysetHandle keyset) throws GeneralSecurityException;
}
