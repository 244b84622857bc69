package dev.patchbay.ciphers.tink;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells keys that no random source made: pass-phrases, paddings, patterns. A random key is taken
 * for one of them less than once in a thousand million.
 */
final class WeakKeys {
  private static final int LONGEST_PATTERN = 16;
  private static final int LONGEST_RUN = 7;
  private static final int FEWEST_VALUES = 16;

  private WeakKeys() {}

  /** {@return what is wrong with the bytes; empty if they may be random} */
  static Optional<String> weakness(byte[] key) {
    if (IntStream.rangeClosed(1, LONGEST_PATTERN).anyMatch(step -> hasPeriod(key, step))) {
      return Optional.of("a repeated pattern");
    }
    if (isText(key)) {
      return Optional.of("readable text");
    }
    if (isCounting(key)) {
      return Optional.of("a sequence that counts");
    }
    if (longestRun(key) > LONGEST_RUN) {
      return Optional.of("a long run of one byte");
    }
    return IntStream.range(0, key.length).map(at -> key[at]).distinct().count() < FEWEST_VALUES
        ? Optional.of("few different bytes")
        : Optional.empty();
  }

  private static boolean hasPeriod(byte[] key, int step) {
    return IntStream.range(step, key.length).allMatch(at -> key[at] == key[at - step]);
  }

  private static boolean isCounting(byte[] key) {
    return IntStream.range(2, key.length)
        .allMatch(at -> (byte) (key[at] - key[at - 1]) == (byte) (key[1] - key[0]));
  }

  private static int longestRun(byte[] key) {
    int longest = 1;
    int run = 1;
    for (int at = 1; at < key.length; at++) {
      run = key[at] == key[at - 1] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static boolean isText(byte[] key) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(key))
          .chars()
          .noneMatch(Character::isISOControl);
    } catch (CharacterCodingException noText) {
      return false;
    }
  }
}
