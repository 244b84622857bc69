package dev.patchbay.internal.host;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a host, in lower case. Immutable.
 *
 * <p>It is read strictly, because what one parser takes for a name the next one takes for an
 * address: at least two labels of ASCII letters, digits and hyphens, the last one beginning with a
 * letter. So it is no address in any spelling, and holds no port, user, bracket or escape.
 */
public final class HostName {
  private static final int MAX_LENGTH = 253;
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
              + "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  /**
   * Names that are never those of a host on the Internet.
   *
   * @see <a href="https://www.iana.org/assignments/special-use-domain-names">IANA, special-use
   *     domain names</a>
   */
  private static final List<String> LOCAL =
      List.of(".localhost", ".local", ".internal", ".home.arpa", ".onion");

  private final String value;

  private HostName(String value) {
    this.value = value;
  }

  /** Reads a name in upper or lower case; empty if the text is anything else. */
  public static Optional<HostName> parse(String text) {
    return text.length() <= MAX_LENGTH && NAME.matcher(text).matches()
        ? Optional.of(new HostName(text.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  public String value() {
    return value;
  }

  /** Whether the name means something in a local network only. */
  boolean isLocal() {
    return LOCAL.stream().anyMatch(value::endsWith);
  }

  /** Whether another name is this one or lies below it. */
  boolean covers(String host) {
    return host.equals(value) || host.endsWith("." + value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostName that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
