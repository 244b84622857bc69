package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;

/**
 * Where a keyset is. Hosts may implement it; it is asked by one thread at a time, again and again,
 * and so must not keep what it read. Thread-safe.
 *
 * <pre>{@code
 * Aead master = new GcpKmsClient().withDefaultCredentials().getAead("gcp-kms://projects/...");
 * KeysetSource keyset = KeysetSource.wrappedFile(Path.of("/etc/app/keyset.json"), master);
 * }</pre>
 */
public interface KeysetSource {

  /**
   * Reads the keyset as it is now. May block.
   *
   * @return the keyset
   * @throws dev.patchbay.error.MisconfiguredException if the keyset is not there or cannot be read;
   *     its message is logged, and so quotes nothing of it
   * @throws IOException if it cannot be reached; only the exception's class is told
   * @throws GeneralSecurityException if it cannot be unwrapped; only the exception's class is told
   */
  KeysetHandle load() throws IOException, GeneralSecurityException;

  /**
   * {@return where the keyset is, to stand in messages after "from", as in {@code file
   * '/etc/app/keyset.json'}}
   */
  String describe();

  /**
   * Reads a keyset in clear from a file, as {@link KeysetCommand} writes it. The file must be a
   * regular one that only its owner has any right to ({@code chmod 600}); a link is followed.
   *
   * @param file the file
   * @return the source
   */
  static KeysetSource file(Path file) {
    return new FileSource(file, new ClearForm());
  }

  /**
   * Reads a keyset that a key of a key management service wraps from a file, as {@link
   * KeysetCommand} writes it with {@code --kms}. Whoever may read the file sees nothing of the
   * keys.
   *
   * @param file the file
   * @param master what the service's client gives for the key that wraps, asked at each load
   * @return the source
   */
  static KeysetSource wrappedFile(Path file, Aead master) {
    return new FileSource(file, new WrappedForm(master));
  }

  /**
   * Reads a keyset in clear from an environment variable.
   *
   * @param variable the name of the variable, which holds the keyset's JSON or that in Base64
   * @return the source
   */
  static KeysetSource environment(String variable) {
    return new EnvironmentSource(variable, new ClearForm(), System::getenv);
  }

  /**
   * Reads a keyset that a key of a key management service wraps from an environment variable.
   *
   * @param variable the name of the variable, which holds the keyset's JSON or that in Base64
   * @param master what the service's client gives for the key that wraps, asked at each load
   * @return the source
   */
  static KeysetSource wrappedEnvironment(String variable, Aead master) {
    return new EnvironmentSource(variable, new WrappedForm(master), System::getenv);
  }

  /**
   * Takes a keyset that the host has already. It never changes.
   *
   * @param keyset the keyset
   * @return the source
   */
  static KeysetSource of(KeysetHandle keyset) {
    return new GivenSource(Objects.requireNonNull(keyset, "keyset"));
  }
}
