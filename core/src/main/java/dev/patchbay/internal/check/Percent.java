package dev.patchbay.internal.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Percent-encoding, as far as a check needs it. */
final class Percent {
  private static final Pattern INCOMPLETE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private Percent() {}

  /** Says whether two digits follow every percent sign. */
  static boolean isComplete(String text) {
    return !INCOMPLETE.matcher(text).find();
  }

  /** Decodes once; a percent sign without digits stays. Empty if what is encoded is not UTF-8. */
  static Optional<String> decode(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      int value = encoded[i] == '%' ? valueAt(encoded, i + 1) : -1;
      decoded.write(value < 0 ? encoded[i] : value);
      i += value < 0 ? 0 : 2;
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(decoded.toByteArray()))
              .toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  private static int valueAt(byte[] text, int at) {
    if (at + 1 >= text.length) {
      return -1;
    }
    int high = Character.digit(text[at], 16);
    int low = Character.digit(text[at + 1], 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }
}
