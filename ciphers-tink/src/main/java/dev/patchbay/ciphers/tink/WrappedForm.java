package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Wrapped by a key that its service keeps, without associated data. */
final class WrappedForm implements KeysetForm {
  private static final byte[] NOTHING = {};

  private final Aead master;

  WrappedForm(Aead master) {
    this.master = Objects.requireNonNull(master, "master");
  }

  @Override
  public void requireSafe(Path file) {
    // Whoever reads it reads nothing of the keys.
  }

  @Override
  public KeysetHandle read(String json, String source) {
    if (!json.contains("\"encryptedKeyset\"")) {
      throw Failures.configuration(
          "What was read from "
              + source
              + " is no wrapped keyset; expected one as 'KeysetCommand create' writes it with"
              + " '--kms'");
    }
    Watched watched = new Watched(master);
    try {
      return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, watched, NOTHING);
    } catch (GeneralSecurityException | RuntimeException quoting) {
      Exception failure = watched.failure.get();
      throw failure == null ? ClearForm.noKeyset(source) : notUnwrapped(source, failure);
    }
  }

  private static RuntimeException notUnwrapped(String source, Exception failure) {
    return Failures.configuration(
        "The keyset from "
            + source
            + " was to be unwrapped by its key management service, which threw '"
            + failure.getClass().getName()
            + "'; check that the service can be reached, that this process may decrypt with the"
            + " key, and that the keyset was wrapped by it",
        failure);
  }

  @Override
  public String write(KeysetHandle keyset) {
    try {
      return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keyset, master, NOTHING);
    } catch (GeneralSecurityException | RuntimeException failed) {
      throw Failures.configuration(
          "The keyset was to be wrapped by its key management service, which threw '"
              + failed.getClass().getName()
              + "'; nothing was changed; check that the service can be reached, and that this"
              + " process may encrypt with the key");
    }
  }

  /** Tells the service's own failure from one of what was read. */
  private static final class Watched implements Aead {
    private final Aead master;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>(null);

    Watched(Aead master) {
      this.master = master;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
      return master.encrypt(plaintext, associatedData);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData)
        throws GeneralSecurityException {
      try {
        return master.decrypt(ciphertext, associatedData);
      } catch (GeneralSecurityException | RuntimeException failed) {
        failure.set(failed);
        throw failed;
      }
    }
  }
}
