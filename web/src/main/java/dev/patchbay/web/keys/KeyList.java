package dev.patchbay.web.keys;

import dev.patchbay.web.spi.Principal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keys by the first bytes of their hashes, so that one is found in a step. Immutable. */
final class KeyList {
  private static final int HASH_START = 8;

  private final Map<Long, KeyEntry> entries = new HashMap<>();

  private KeyList(List<KeyEntry> entries) {
    entries.forEach(entry -> this.entries.put(start(entry.hash()), entry));
  }

  static KeyList of(KeyEntry only) {
    return new KeyList(List.of(only));
  }

  /**
   * Reads lines, each of which must be right.
   *
   * @throws dev.patchbay.error.MisconfiguredException if one is not, or there is none
   */
  static KeyList parse(String place, List<String> lines) {
    KeyList keys =
        parse(
            place,
            lines,
            problem -> {
              throw HashedKeys.misconfigured(problem);
            });
    if (keys.entries.isEmpty()) {
      throw HashedKeys.misconfigured(place + " has no key, so nobody could use the API");
    }
    return keys;
  }

  /** Reads lines, and tells of each that is not right. */
  static KeyList parse(String place, List<String> lines, Consumer<String> problems) {
    List<KeyEntry> entries = new ArrayList<>();
    int number = 0;
    for (String line : lines) {
      number++;
      try {
        if (isEntry(line)) {
          entries.add(KeyEntry.parse(line));
        }
      } catch (IllegalArgumentException malformed) {
        problems.accept("line " + number + " of " + place + " is none: " + malformed.getMessage());
      }
    }
    return new KeyList(entries);
  }

  private static boolean isEntry(String line) {
    return !line.isBlank() && !line.strip().startsWith("#");
  }

  private static long start(byte[] hash) {
    return ByteBuffer.wrap(hash, 0, HASH_START).getLong();
  }

  Optional<Principal> find(byte[] hash) {
    return Optional.ofNullable(entries.get(start(hash)))
        .filter(entry -> MessageDigest.isEqual(entry.hash(), hash))
        .map(KeyEntry::principal);
  }
}
