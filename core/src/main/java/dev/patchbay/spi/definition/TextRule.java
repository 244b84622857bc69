package dev.patchbay.spi.definition;

import java.util.Collection;

/** How long a text may be, and of which characters: of a definition, or the name of a parameter. */
enum TextRule {
  ID(2, 40),
  SET_NAME(1, 40),
  VARIABLE(1, 40),
  DISPLAY_NAME(1, 80),
  /** What is shown to people. */
  TEXT(0, 500),
  /** What is the value of a header or parameter. */
  VALUE(0, 2048),
  SCOPE(1, 256),
  SCOPE_SEPARATOR(1, 3),
  METHOD(1, 16),
  PARAMETER(1, 64),
  /** A token of RFC 9110, section 5.6.2. */
  WORD(1, 64);

  private static final String MARKS_OF_WORDS = "!#$%&'*+.^_`|~-";

  private final int min;
  private final int max;

  TextRule(int min, int max) {
    this.min = min;
    this.max = max;
  }

  boolean holds(String text) {
    if (text.length() < min || text.length() > max) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      if (!allows(text.charAt(at), at)) {
        return false;
      }
    }
    return true;
  }

  boolean holdsForAll(Collection<String> texts) {
    for (String text : texts) {
      if (!holds(text)) {
        return false;
      }
    }
    return true;
  }

  private boolean allows(char c, int at) {
    return switch (this) {
      case ID, SET_NAME -> isSmall(c) || (at > 0 && (isDigit(c) || c == '_' || c == '-'));
      case VARIABLE -> isSmall(c) || (at > 0 && (isDigit(c) || c == '_'));
      case DISPLAY_NAME, TEXT -> !Character.isISOControl(c);
      case VALUE, SCOPE_SEPARATOR -> c >= ' ' && c <= '~';
      case SCOPE -> c > ' ' && c <= '~' && c != '"';
      case METHOD -> isCapital(c);
      case PARAMETER -> isSmall(c) || isCapital(c) || isDigit(c) || c == '_' || c == '-';
      case WORD -> isSmall(c) || isCapital(c) || isDigit(c) || MARKS_OF_WORDS.indexOf(c) >= 0;
    };
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
