package dev.patchbay.web.keys;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.Secret;
import dev.patchbay.web.spi.KeySource;
import dev.patchbay.web.spi.Principal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

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
  private static final int HASH_START = 8;

  private final Lines source;

  private HashedKeys(Lines source) {
    this.source = source;
  }

  /**
   * Reads keys from a file, and again whenever it has changed, so that a key that is taken out is
   * refused within a second. A file that cannot be read any more leaves the keys as they were.
   *
   * @param file the file
   * @return the source
   * @throws MisconfiguredException if the file is not there, cannot be read, has a line of another
   *     form, or has no key
   */
  public static HashedKeys file(Path file) {
    return new HashedKeys(new WatchedFile(file, HashedKeys::read));
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
   * @throws IOException if the file cannot be written
   */
  public static Secret make(Path file, Principal principal) throws IOException {
    Secret key = ClientKey.make(principal, new SecureRandom());
    String line = new KeyEntry(ClientKey.hash(key), principal).line();
    Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return key;
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
    Map<Long, KeyEntry> only = index(List.of(new KeyEntry(ClientKey.hash(key), principal)));
    return new HashedKeys(() -> only);
  }

  static HashedKeys ofText(String place, String text) {
    return of(place, Arrays.asList(text.split("[;\n]")));
  }

  static HashedKeys of(String place, List<String> lines) {
    Map<Long, KeyEntry> entries = parse(place, lines);
    return new HashedKeys(() -> entries);
  }

  private static Map<Long, KeyEntry> read(Path file) {
    try {
      return parse("'" + file + "'", Files.readAllLines(file));
    } catch (IOException failure) {
      throw misconfigured("'" + file + "' cannot be read (" + failure.getClass().getName() + ")");
    }
  }

  private static Map<Long, KeyEntry> parse(String place, List<String> lines) {
    List<KeyEntry> entries =
        IntStream.range(0, lines.size())
            .filter(number -> isEntry(lines.get(number)))
            .mapToObj(number -> parse(place, number + 1, lines.get(number)))
            .toList();
    if (entries.isEmpty()) {
      throw misconfigured(place + " has no key, so nobody could use the API");
    }
    return index(entries);
  }

  private static boolean isEntry(String line) {
    return !line.isBlank() && !line.strip().startsWith("#");
  }

  private static KeyEntry parse(String place, int number, String line) {
    try {
      return KeyEntry.parse(line);
    } catch (IllegalArgumentException malformed) {
      throw misconfigured(
          "line " + number + " of " + place + " is none: " + malformed.getMessage());
    }
  }

  private static Map<Long, KeyEntry> index(List<KeyEntry> entries) {
    Map<Long, KeyEntry> index = new HashMap<>();
    entries.forEach(entry -> index.put(start(entry.hash()), entry));
    return index;
  }

  private static long start(byte[] hash) {
    return ByteBuffer.wrap(hash, 0, HASH_START).getLong();
  }

  @Override
  public Optional<Principal> find(Secret key) {
    byte[] hash = ClientKey.hash(key);
    return Optional.ofNullable(source.entries().get(start(hash)))
        .filter(entry -> MessageDigest.isEqual(entry.hash(), hash))
        .map(KeyEntry::principal)
        .filter(principal -> ClientKey.isAcceptable(key, principal));
  }

  private static MisconfiguredException misconfigured(String found) {
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.INVALID_CONFIGURATION,
                "The keys of the REST API were to be read, but "
                    + found
                    + "; make a key with the command 'dev.patchbay.web.keys.KeyCommand'")
            .build());
  }

  /** Where the entries are, by the first bytes of their hashes. */
  @FunctionalInterface
  interface Lines {
    Map<Long, KeyEntry> entries();
  }
}
