package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where clients of the API may send a browser after a session: below one of some paths or URLs, of
 * what the registry allows; or whatever it allows, if none are named.
 *
 * @param allowed paths and URLs, without query
 */
public record ReturnTargets(List<String> allowed) {
  private static final Pattern ENTRY = Pattern.compile("(https?://[^/?#]+)?(/[^/?#]+)*/?");

  /**
   * Takes the list.
   *
   * @throws IllegalArgumentException if an entry is neither a path nor a URL
   */
  public ReturnTargets {
    allowed = allowed.stream().map(ReturnTargets::withoutLastSlash).toList();
  }

  private static String withoutLastSlash(String entry) {
    if (entry.isEmpty() || !ENTRY.matcher(entry).matches()) {
      throw new IllegalArgumentException(
          "'allowReturnTo' was given neither a path such as '/settings' nor a URL, without query;"
              + " mend the entry '"
              + entry
              + "'");
    }
    return entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
  }

  /** The registry itself checks the form, so that prefixes can be compared as text. */
  String requireAllowed(String returnTo) {
    if (!isAllowed(returnTo)) {
      throw new Refusal(
          ErrorCode.RETURN_TO_NOT_ALLOWED,
          "'return_to' is below none of the paths and URLs that this API allows; use one of them.");
    }
    return returnTo;
  }

  boolean isAllowed(String returnTo) {
    return allowed.isEmpty() || allowed.stream().anyMatch(base -> isBelow(returnTo, base));
  }

  private static boolean isBelow(String returnTo, String base) {
    int query = returnTo.indexOf('?');
    String path = query < 0 ? returnTo : returnTo.substring(0, query);
    return path.equals(base) || path.startsWith(base + "/");
  }
}
