package dev.patchbay.internal.protocol;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and writes {@code application/x-www-form-urlencoded} text. */
public final class FormText {
  private static final String HEX = "0123456789ABCDEF";

  private FormText() {}

  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 32);
    append(text, encoded);
    return encoded.toString();
  }

  /** What stands for itself at the beginning, mostly all of it, is appended in one piece. */
  static void append(String text, StringBuilder to) {
    int first = 0;
    while (first < text.length() && standsForItself(text.charAt(first))) {
      first++;
    }
    appendFrom(first, text, to.append(text, 0, first));
  }

  private static boolean standsForItself(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '*';
  }

  private static void appendFrom(int first, String text, StringBuilder to) {
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '~') {
        // The JDK knows what to do with the rest, and is slow at it.
        to.append(URLEncoder.encode(text.substring(i), StandardCharsets.UTF_8));
        return;
      }
      if (standsForItself(c)) {
        to.append(c);
      } else if (c == ' ') {
        to.append('+');
      } else {
        to.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
  }

  /** Decodes one name or value; empty if a percent sign is not followed by two hex digits. */
  static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Reads all pairs, the first of equal names; empty if something does not decode. */
  static Optional<Map<String, String>> parse(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      fields.putIfAbsent(name.get(), value.get());
    }
    return Optional.of(fields);
  }
}
