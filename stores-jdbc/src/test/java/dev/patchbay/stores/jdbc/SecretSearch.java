package dev.patchbay.stores.jdbc;

import dev.patchbay.testkit.Canary;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Looks for secrets in a text, in whatever form: a part of twelve characters is enough, in plain,
 * in hex, percent-encoded, or in either Base64, wherever it begins.
 */
final class SecretSearch {
  private static final int PART = 12;

  private SecretSearch() {}

  /** {@return those that were found, and the marker of all test secrets if that was} */
  static List<String> findIn(String text, Collection<String> secrets) {
    List<String> found = new ArrayList<>();
    Canary.findIn(text.getBytes(StandardCharsets.UTF_8)).ifPresent(found::add);
    secrets.stream()
        .filter(secret -> parts(secret).stream().anyMatch(text::contains))
        .forEach(found::add);
    return found;
  }

  private static Set<String> parts(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < PART) {
      throw new IllegalArgumentException("too short to be looked for by its parts");
    }
    Set<String> parts = new LinkedHashSet<>(windows(secret, PART));
    parts.addAll(windows(URLEncoder.encode(secret, StandardCharsets.UTF_8), PART));
    String hex = HexFormat.of().formatHex(bytes);
    parts.addAll(windows(hex, 2 * PART));
    parts.addAll(windows(hex.toUpperCase(Locale.ROOT), 2 * PART));
    parts.addAll(windows(HexFormat.of().withPrefix("%").formatHex(bytes), 3 * PART));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      parts.addAll(inside(Base64.getEncoder().encodeToString(shifted)));
      parts.addAll(inside(Base64.getUrlEncoder().encodeToString(shifted)));
    }
    return parts;
  }

  /** Without what the bytes around it have a say in. */
  private static List<String> inside(String base64) {
    return windows(base64.substring(4, base64.length() - 4), PART);
  }

  private static List<String> windows(String text, int size) {
    List<String> windows = new ArrayList<>();
    for (int from = 0; from + size <= text.length(); from++) {
      windows.add(text.substring(from, from + size));
    }
    return windows;
  }
}
