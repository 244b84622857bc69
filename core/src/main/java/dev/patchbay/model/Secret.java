package dev.patchbay.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be seen: a token, a key, a client secret. Immutable and thread-safe.
 *
 * <p>{@code toString} redacts and equality takes constant time for equal lengths. The text is in a
 * transient field and has no bean accessor, so that serialisers which walk fields or properties
 * find nothing. {@link #reveal()} is the one way to it and can be grepped for.
 */
public final class Secret {
  private final transient String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Wraps a text.
   *
   * @param text the secret text; it is not checked here
   * @return the secret
   */
  public static Secret of(String text) {
    return new Secret(Objects.requireNonNull(text, "text"));
  }

  /** {@return the text; keep it out of logs, messages and fields} */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
