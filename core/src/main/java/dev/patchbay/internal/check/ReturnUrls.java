package dev.patchbay.internal.check;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Decides where a browser may be sent after a session: a path on the host's own site, or below a
 * URL of the allow-list. Stricter than browsers are, so that what passes means the same to both: no
 * backslash, no white space, no user, no dot segment, no empty segment in front.
 */
public final class ReturnUrls {
  private static final int MAX_LENGTH = 2048;

  private final List<String> allowed;

  /** Takes the allow-list: https URLs (or http on loopback) without query and fragment. */
  public ReturnUrls(List<String> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  public String check(String returnTo) {
    boolean acceptable =
        returnTo.length() <= MAX_LENGTH
            && returnTo.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\\')
            && (isOwnPath(returnTo) || allowed.stream().anyMatch(base -> isBelow(returnTo, base)));
    if (!acceptable) {
      throw notAllowed();
    }
    return returnTo;
  }

  /** Says whether an entry can stand in the allow-list. */
  public static boolean isAcceptableEntry(String entry) {
    try {
      URI uri = new URI(entry);
      boolean secure =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && Urls.isLoopback(uri.getHost()));
      return secure
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && hasPlainPath(uri.getRawPath());
    } catch (URISyntaxException notUri) {
      return false;
    }
  }

  private static boolean isOwnPath(String text) {
    return text.startsWith("/") && !text.startsWith("//") && hasPlainPath(pathOf(text));
  }

  private static boolean isBelow(String text, String base) {
    String prefix = base.endsWith("/") ? base : base + "/";
    String path = pathOf(text);
    boolean below = path.startsWith(prefix) || path.equals(base);
    return below && hasPlainPath(path.substring(originLength(base)));
  }

  private static int originLength(String base) {
    int slash = base.indexOf('/', base.indexOf("://") + 3);
    return slash < 0 ? base.length() : slash;
  }

  private static String pathOf(String text) {
    int query = text.indexOf('?');
    int fragment = text.indexOf('#');
    int end = Math.min(query < 0 ? text.length() : query, fragment < 0 ? text.length() : fragment);
    return text.substring(0, end);
  }

  /** Percent-encoded dots and slashes count as what they stand for: browsers resolve them too. */
  private static boolean hasPlainPath(String path) {
    String decoded =
        path.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\");
    for (String segment : decoded.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..") || segment.contains("\\")) {
        return false;
      }
    }
    return !decoded.contains("//");
  }

  private static InvalidRequestException notAllowed() {
    return Arguments.refused(
        ErrorCode.RETURN_TO_NOT_ALLOWED,
        "returnTo",
        "'returnTo' is not acceptable: found neither a path on this site that begins with one '/'"
            + " nor a URL on the allow-list; use such a path, or configure the URL with"
            + " 'allowReturnTo'");
  }
}
