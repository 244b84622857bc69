package dev.patchbay.internal.provider;

import java.util.regex.Pattern;

/** Text from outside, made fit for a sentence of ours: short, and on one line. */
final class OneLine {
  private static final int MAX_LENGTH = 500;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private OneLine() {}

  static String of(String text) {
    String start = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    return UNPRINTABLE.matcher(start).replaceAll("?");
  }
}
