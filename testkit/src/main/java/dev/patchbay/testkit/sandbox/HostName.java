package dev.patchbay.testkit.sandbox;

import java.util.regex.Pattern;

/** The part of a URL that says which server is meant. */
final class HostName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?");

  private HostName() {}

  /** Gives it back, or throws {@link IllegalArgumentException} if it is a URL or anything else. */
  static String checked(String host) {
    if (!NAME.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "The host was '" + host + "'; it must be a name, with a port at most");
    }
    return host;
  }
}
