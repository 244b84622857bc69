package dev.patchbay.error;

/** Makes text from outside fit for a log line: short, and without control characters. */
final class CleanText {
  private CleanText() {}

  static String clean(String text, int maxLength) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), maxLength));
    text.codePoints().limit(maxLength).forEach(point -> append(clean, point));
    return clean.length() <= maxLength ? clean.toString() : clean.substring(0, maxLength);
  }

  private static void append(StringBuilder clean, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          clean.append('?');
      default -> clean.appendCodePoint(point);
    }
  }
}
