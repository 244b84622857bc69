package dev.patchbay.internal.protocol;

import dev.patchbay.http.JsonView;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the life of a token, in whatever shape a service writes it: a number of seconds or a
 * numeric string. What cannot be read is unknown, never an error: a token must not be lost for it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 */
final class LifeSpan {
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final int MAX_DIGITS = 40;

  private LifeSpan() {}

  static Optional<Duration> read(JsonView value) {
    return value.textOrNumber().map(String::strip).filter(LifeSpan::isNumeric).map(LifeSpan::clamp);
  }

  private static boolean isNumeric(String text) {
    boolean allNumeric =
        text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
    return allNumeric && isDouble(text);
  }

  private static boolean isDouble(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException notNumber) {
      return false;
    }
  }

  private static Duration clamp(String text) {
    double seconds = Double.parseDouble(text);
    return seconds >= LONGEST.toSeconds()
        ? LONGEST
        : Duration.ofSeconds(Math.max(0, (long) seconds));
  }
}
