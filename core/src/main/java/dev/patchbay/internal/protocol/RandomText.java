package dev.patchbay.internal.protocol;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes texts that nobody can guess: 256 random bits in base64url, 43 characters.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.10">RFC 6749, section 10.10</a>
 */
public final class RandomText {
  private static final int BYTES = 32;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random;

  public RandomText(SecureRandom random) {
    this.random = random;
  }

  public String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return ENCODER.encodeToString(bytes);
  }

  /** {@return a number from 0 to 1, for jitter} */
  public double fraction() {
    return random.nextDouble();
  }
}
