package dev.patchbay.testkit.sandbox;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL in which names in braces stand for any text without a slash. */
final class UrlPattern {
  private static final Pattern NAME = Pattern.compile("\\{([^}]*)}");

  private final Pattern pattern;
  private final List<String> names = new ArrayList<>();

  private UrlPattern(String template) {
    StringBuilder regex = new StringBuilder();
    int done = 0;
    for (MatchResult name : NAME.matcher(template).results().toList()) {
      regex.append(Pattern.quote(template.substring(done, name.start()))).append("([^/]+?)");
      names.add(name.group(1));
      done = name.end();
    }
    this.pattern =
        Pattern.compile(regex.append(Pattern.quote(template.substring(done))).toString());
  }

  /** The scheme does not count, nor does a query. */
  static UrlPattern of(String url) {
    String place = url.substring(url.indexOf("://") + "://".length());
    return new UrlPattern(place.split("\\?", 2)[0]);
  }

  boolean matches(URI url) {
    return matcher(url).matches();
  }

  Optional<String> find(String name, URI url) {
    Matcher matcher = matcher(url);
    return names.contains(name) && matcher.matches()
        ? FormFields.decode(matcher.group(names.indexOf(name) + 1).replace("+", "%2B"))
        : Optional.empty();
  }

  private Matcher matcher(URI url) {
    return pattern.matcher(url.getRawAuthority() + url.getRawPath());
  }
}
