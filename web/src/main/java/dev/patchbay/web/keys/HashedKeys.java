package dev.patchbay.web.keys;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.Secret;
import dev.patchbay.web.spi.KeySource;
import dev.patchbay.web.spi.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keys of which only hashes are kept, one per line, as {@link KeyCommand} writes them. A key is
 * found by its SHA-256 in one step, however many there are. Thread-safe.
 *
 * <pre>{@code
 * KeySource keys = HashedKeys.file(Path.of("/etc/app/patchbay-keys"));
 * }</pre>
 *
 * <p>A line is {@code <hash> organisation} or {@code <hash> workspace=<id> [member=<id>] [share]};
 * empty lines and what begins with {@code #} are passed over.
 */
public final class HashedKeys implements KeySource {
  private final Lines source;

  private HashedKeys(Lines source) {
    this.source = source;
  }

  /**
   * Reads keys from a file, and again every second in which one is asked for, so that a key that is
   * taken out is refused at once. Once it was read, a line of another form is passed over with a
   * warning, no key is left when no line is, and a file that cannot be read leaves the keys as they
   * were.
   *
   * @param file the file
   * @return the source
   * @throws MisconfiguredException if the file is not there, cannot be read, has a line of another
   *     form, or has no key
   */
  public static HashedKeys file(Path file) {
    return new HashedKeys(new WatchedFile(file));
  }

  /**
   * Reads keys from an environment variable, with a semicolon or a line's end between them.
   *
   * @param variable the name of the variable
   * @return the source
   * @throws MisconfiguredException if the variable is not set, has a part of another form, or has
   *     no key
   */
  public static HashedKeys environment(String variable) {
    String text = System.getenv(Objects.requireNonNull(variable, "variable"));
    if (text == null) {
      throw misconfigured("'" + variable + "' is not set");
    }
    return ofText("'" + variable + "'", text);
  }

  /**
   * Makes a key, and appends its hash to a file that {@link #file} reads.
   *
   * @param file the file, made if it is not there
   * @param principal whom the key is to stand for
   * @return the key, which is kept nowhere else
   * @throws IllegalArgumentException if an id of the principal cannot stand in a line, since it has
   *     white space or is empty
   * @throws IOException if the file cannot be written
   */
  public static Secret make(Path file, Principal principal) throws IOException {
    Secret key = ClientKey.make(principal, new SecureRandom());
    String line = new KeyEntry(ClientKey.hash(key), principal).line();
    String before = endsOpen(file) ? System.lineSeparator() : "";
    Files.write(file, List.of(before + line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return key;
  }

  /** Whether the last line of a file lacks its end, as some editors leave it. */
  private static boolean endsOpen(Path file) throws IOException {
    if (Files.notExists(file)) {
      return false;
    }
    String text = Files.readString(file);
    return !text.isEmpty() && !text.endsWith("\n");
  }

  /**
   * Takes one key that is known, as a host does that was given its only key in its environment.
   *
   * @param key the key, with the prefix {@code org_} or {@code tok_} and 22 characters or more
   *     after it
   * @param principal whom it stands for
   * @return the source, which keeps the hash only
   * @throws MisconfiguredException if the key is too short or has another prefix
   */
  public static HashedKeys of(Secret key, Principal principal) {
    if (!ClientKey.isAcceptable(key, principal)) {
      throw misconfigured(
          "the given key is not acceptable: expected '"
              + (principal.isOrganisation() ? ClientKey.ORGANISATION : ClientKey.WORKSPACE)
              + "' and at least 22 visible characters that nobody can guess");
    }
    KeyList only = KeyList.of(new KeyEntry(ClientKey.hash(key), principal));
    return new HashedKeys(() -> only);
  }

  static HashedKeys ofText(String place, String text) {
    return of(place, Arrays.asList(text.split("[;\n]")));
  }

  static HashedKeys of(String place, List<String> lines) {
    KeyList keys = KeyList.parse(place, lines);
    return new HashedKeys(() -> keys);
  }

  @Override
  public Optional<Principal> find(Secret key) {
    return source
        .keys()
        .find(ClientKey.hash(key))
        .filter(principal -> ClientKey.isAcceptable(key, principal));
  }

  static MisconfiguredException misconfigured(String found) {
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.INVALID_CONFIGURATION,
                "The keys of the REST API were to be read, but "
                    + found
                    + "; make a key with the command 'dev.patchbay.web.keys.KeyCommand'")
            .build());
  }

  /** Where the keys are. */
  @FunctionalInterface
  interface Lines {
    KeyList keys();
  }
}
