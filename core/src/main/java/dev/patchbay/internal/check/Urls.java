package dev.patchbay.internal.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks of configured URLs. */
public final class Urls {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private Urls() {}

  public static boolean isLoopback(@Nullable String host) {
    return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  /**
   * Says what is wrong with a callback URL.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2">RFC 6749, section 3.1.2</a>
   */
  public static Optional<String> callbackProblem(String url, Transport transport) {
    try {
      return problem(new URI(url), transport);
    } catch (URISyntaxException notUri) {
      return Optional.of("is no URL");
    }
  }

  private static Optional<String> problem(URI uri, Transport transport) {
    if (uri.getHost() == null || uri.getScheme() == null) {
      return Optional.of("is not absolute");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return Optional.of("has a user, a query or a fragment");
    }
    return isAcceptable(uri, transport)
        ? Optional.empty()
        : Optional.of("is not https (http is for loopback, after 'unsafeAllowLoopbackHttp')");
  }

  private static boolean isAcceptable(URI uri, Transport transport) {
    return "https".equals(uri.getScheme())
        || (transport == Transport.LOOPBACK_HTTP_TOO
            && "http".equals(uri.getScheme())
            && isLoopback(uri.getHost()));
  }

  /** What the operator lets secrets travel over. */
  public enum Transport {
    HTTPS_ONLY,
    LOOPBACK_HTTP_TOO
  }
}
