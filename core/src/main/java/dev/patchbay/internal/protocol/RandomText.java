package dev.patchbay.internal.protocol;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Makes texts that nobody can guess: 256 random bits in base64url, 43 characters. A source that
 * fails, or gives the same again, ends in an error and never in a text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-10.10">RFC 6749, section 10.10</a>
 */
public final class RandomText {
  private static final int BYTES = 32;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random;
  // A part only: whole, it would keep a secret in memory.
  private volatile long beginOfLastDraw;

  public RandomText(SecureRandom random) {
    this.random = random;
  }

  public String next() {
    return next(1).get(0);
  }

  /**
   * Makes several in one draw: the JVM's source serves one draw at a time.
   *
   * @param count how many
   * @return as many, none derived from another
   */
  public List<String> next(int count) {
    byte[] drawn = new byte[count * BYTES];
    try {
      random.nextBytes(drawn);
    } catch (RuntimeException foreign) {
      throw failed("threw " + foreign.getClass().getName());
    }
    long beginOfDraw = begin(drawn);
    long beginOfLast = beginOfLastDraw;
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      byte[] bytes = Arrays.copyOfRange(drawn, i * BYTES, (i + 1) * BYTES);
      long begin = begin(bytes);
      if (begin == beginOfLast || isOneByteOnly(bytes)) {
        throw failed("gives the same again and again");
      }
      beginOfLast = begin;
      texts[i] = ENCODER.encodeToString(bytes);
    }
    beginOfLastDraw = beginOfDraw;
    return List.of(texts);
  }

  private static long begin(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  private static boolean isOneByteOnly(byte[] bytes) {
    for (byte one : bytes) {
      if (one != bytes[0]) {
        return false;
      }
    }
    return true;
  }

  private static MisconfiguredException failed(String what) {
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.INTERNAL_FAULT,
                "Random bits were asked for, and the random source "
                    + what
                    + "; mend it, or leave the standard one in place")
            .build());
  }

  /** {@return a number from 0 to 1, for jitter} */
  public double fraction() {
    return random.nextDouble();
  }
}
