package dev.patchbay.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 in base64url: the S256 challenge of a verifier, and what is kept of a state or binding.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.2">RFC 7636, section 4.2</a>
 */
public final class Sha256 {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Copied for each use, which spares the look-up among the JVM's providers; never used itself. */
  private static final MessageDigest EMPTY = empty();

  private Sha256() {}

  /** Hashes a text. */
  public static String of(String text) {
    byte[] hash = copy().digest(text.getBytes(StandardCharsets.UTF_8));
    return ENCODER.encodeToString(hash);
  }

  private static MessageDigest copy() {
    try {
      return (MessageDigest) EMPTY.clone();
    } catch (CloneNotSupportedException notCopied) {
      return empty();
    }
  }

  /** Every JVM must have it. In one that has not, this class does not load: there is no other. */
  private static MessageDigest empty() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This JVM offers no SHA-256, which PKCE needs", missing);
    }
  }

  /** {@return whether two hashes are the same, found in a time that does not tell how much is} */
  static boolean isSame(String hash, @Nullable String other) {
    return other != null
        && MessageDigest.isEqual(
            hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
