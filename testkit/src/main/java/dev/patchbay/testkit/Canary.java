package dev.patchbay.testkit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets for tests that can be found again in whatever they leak into: a log, a dump, an answer.
 * Every one begins with the same marker. Thread-safe.
 *
 * <pre>{@code
 * String token = Canary.secret("access");
 * // ... use it, then look into everything that must not hold it
 * assertThat(Canary.findIn(Files.readAllBytes(log))).isEmpty();
 * }</pre>
 */
public final class Canary {
  // The dash is a part of it: four letters alone turn up by chance in a log of 10,000 random ids.
  private static final String MARKER = "CNRY-";
  private static final int BASE64_BITS = 6;
  private static final int RANDOM_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<String> ENCODINGS = Collections.unmodifiableSet(allEncodings());

  private Canary() {}

  /**
   * Makes a secret that was never seen before.
   *
   * @param kind what it stands for, in lower-case letters and dashes
   * @return {@code CNRY-<kind>-<hex>}
   */
  public static String secret(String kind) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return MARKER + kind + "-" + HexFormat.of().formatHex(random);
  }

  /**
   * {@return the marker in every form that is looked for: plain, in UTF-16, hex, URL-encoded, and
   * in Base64 of either alphabet at each of the three alignments}
   */
  public static Set<String> encodings() {
    return ENCODINGS;
  }

  /**
   * Looks for the marker in bytes.
   *
   * @param bytes where to look
   * @return the form that was found, one of {@link #encodings()}; empty if none was
   */
  public static Optional<String> findIn(byte[] bytes) {
    // One character per byte, so that text search works on any bytes.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return ENCODINGS.stream().filter(text::contains).findFirst();
  }

  private static Set<String> allEncodings() {
    byte[] marker = MARKER.getBytes(StandardCharsets.US_ASCII);
    String hex = HexFormat.of().formatHex(marker);
    String percent = HexFormat.of().withPrefix("%").formatHex(marker);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(MARKER);
    forms.add(String.join("\0", MARKER.split("")));
    forms.add(hex);
    forms.add(hex.toUpperCase(Locale.ROOT));
    forms.add(percent);
    forms.add(percent.toUpperCase(Locale.ROOT));
    for (int bytesBefore = 0; bytesBefore < 3; bytesBefore++) {
      forms.add(base64(Base64.getEncoder(), marker, bytesBefore));
      forms.add(base64(Base64.getUrlEncoder(), marker, bytesBefore));
    }
    return forms;
  }

  // Keeps the characters that the marker alone decides, whatever stands before and after it.
  private static String base64(Base64.Encoder encoder, byte[] marker, int bytesBefore) {
    byte[] padded = new byte[bytesBefore + marker.length];
    Arrays.fill(padded, 0, bytesBefore, (byte) 'x');
    System.arraycopy(marker, 0, padded, bytesBefore, marker.length);
    int from = (bytesBefore * Byte.SIZE + BASE64_BITS - 1) / BASE64_BITS;
    int to = padded.length * Byte.SIZE / BASE64_BITS;
    return encoder.encodeToString(padded).substring(from, to);
  }
}
