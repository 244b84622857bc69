package dev.patchbay.internal.protocol;

import dev.patchbay.model.Secret;
import java.util.Collection;
import java.util.StringTokenizer;

/**
 * Makes a service's own words fit to be told: no secret that we sent, no word so long that it could
 * be one, no control character, bounded.
 */
public final class Redaction {
  private static final int MAX_WORD = 24;
  private static final int MIN_SECRET = 6;
  private static final int MAX_INPUT = 2048;
  private static final String REDACTED = "[redacted]";

  private Redaction() {}

  /**
   * Makes a text fit to be told.
   *
   * @param text the service's words
   * @param maxLength how many characters are told at most
   * @param sent what we sent
   * @param prefixes how the service's secrets begin, which also shows short ones
   * @return the text with everything blotted out that may be a secret
   */
  public static String redact(
      String text, int maxLength, Collection<Secret> sent, Collection<String> prefixes) {
    String cut = text.length() <= MAX_INPUT ? text : text.substring(0, MAX_INPUT);
    for (Secret secret : sent) {
      cut = secret.reveal().isEmpty() ? cut : cut.replace(secret.reveal(), REDACTED);
    }
    String words = redactWords(cut, prefixes);
    return words.length() <= maxLength ? words : words.substring(0, maxLength);
  }

  private static String redactWords(String text, Collection<String> prefixes) {
    StringBuilder words = new StringBuilder();
    StringTokenizer tokens = new StringTokenizer(text, " \t\r\n\f,;:=\"'<>()[]{}&?", true);
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      boolean secret = mayBeSecret(token) || beginsLikeSecret(token, prefixes);
      words.append(secret ? REDACTED : printable(token));
    }
    return words.toString();
  }

  /** Error codes are long words too, but of small letters and underscores only. */
  private static boolean mayBeSecret(String token) {
    return token.length() > MAX_WORD
        && !token.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_');
  }

  private static boolean beginsLikeSecret(String token, Collection<String> prefixes) {
    return prefixes.stream()
        .anyMatch(
            prefix ->
                token.contains(prefix)
                    && token.length() - token.indexOf(prefix) >= prefix.length() + MIN_SECRET);
  }

  private static String printable(String token) {
    StringBuilder printable = new StringBuilder(token.length());
    token.chars().forEach(c -> printable.append(c >= ' ' && c <= '~' ? (char) c : '?'));
    return printable.toString();
  }
}
