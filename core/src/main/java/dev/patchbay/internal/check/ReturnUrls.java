package dev.patchbay.internal.check;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Session;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Decides where a browser may be sent after a session: a path on the host's own site, or below a
 * URL of the allow-list. Stricter than browsers are, so that what passes means the same to both.
 */
public final class ReturnUrls {
  private static final int MAX_LENGTH = 2048;

  private final List<Entry> allowed;

  /** Takes the allow-list: https URLs (or http on loopback) without query and fragment. */
  public ReturnUrls(List<String> allowed) {
    this.allowed = allowed.stream().flatMap(entry -> Entry.parse(entry).stream()).toList();
  }

  /**
   * Checks where a new session is to lead.
   *
   * @return the same text
   */
  public String check(String returnTo) {
    Optional<String> problem = problem(returnTo);
    if (problem.isPresent()) {
      throw notAllowed(problem.get());
    }
    return returnTo;
  }

  /** {@return the session, without where it leads if that is not allowed, or not any more} */
  public Session withAllowed(Session session) {
    return session.returnTo().flatMap(this::problem).isPresent()
        ? session.toBuilder().returnTo(null).build()
        : session;
  }

  private Optional<String> problem(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.of("more than " + MAX_LENGTH + " characters");
    }
    if (text.startsWith("/")) {
      return ReturnPath.problem(text);
    }
    List<Entry> covering = allowed.stream().filter(entry -> entry.covers(text)).toList();
    return covering.isEmpty()
        ? Optional.of("neither a path on this site nor a URL on the allow-list")
        : covering.get(0).problem(text);
  }

  /** Says whether an entry can stand in the allow-list. */
  public static boolean isAcceptableEntry(String entry) {
    return Entry.parse(entry).isPresent();
  }

  private static InvalidRequestException notAllowed(String found) {
    return Arguments.refused(
        ErrorCode.RETURN_TO_NOT_ALLOWED,
        "returnTo",
        "'returnTo' is not acceptable: found "
            + found
            + ", expected a path on this site that begins with one '/', or a URL on the allow-list;"
            + " use such a path, or configure the URL with 'allowReturnTo'");
  }

  /**
   * A URL of the allow-list.
   *
   * @param origin scheme and authority, as they stand there
   * @param path empty, or beginning with a slash and not ending with one
   */
  private record Entry(String origin, String path) {

    static Optional<Entry> parse(String text) {
      return uri(text)
          .filter(Entry::isSecure)
          .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
          .filter(uri -> uri.getRawPath().isEmpty() || isPlain(uri.getRawPath()))
          .map(uri -> new Entry(origin(uri), withoutLastSlash(uri.getRawPath())));
    }

    private static Optional<URI> uri(String text) {
      try {
        return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null);
      } catch (URISyntaxException notUri) {
        return Optional.empty();
      }
    }

    private static boolean isSecure(URI uri) {
      return uri.getRawUserInfo() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && Urls.isLoopback(uri.getHost())));
    }

    private static boolean isPlain(String path) {
      return ReturnPath.problem(path).isEmpty();
    }

    private static String origin(URI uri) {
      return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String withoutLastSlash(String path) {
      return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Compares the parsed origin with ours, and the text too: parts that parse away are none. */
    boolean covers(String text) {
      return text.startsWith(origin)
          && uri(text).filter(uri -> origin(uri).equals(origin)).isPresent()
          && isBelow(text.substring(origin.length()));
    }

    private boolean isBelow(String rest) {
      return rest.equals(path) || rest.startsWith(path + "/") || rest.startsWith(path + "?");
    }

    /** With the path rule kept, the text is what its parsed parts would be put together to. */
    Optional<String> problem(String text) {
      String rest = text.substring(origin.length());
      return rest.isEmpty() ? Optional.empty() : ReturnPath.problem(rest);
    }
  }
}
