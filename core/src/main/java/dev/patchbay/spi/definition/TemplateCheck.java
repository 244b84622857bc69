package dev.patchbay.spi.definition;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds what is wrong with a URL of a definition. */
final class TemplateCheck {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
  private static final String AUTHORITY = "://";

  private final List<Variable> variables;
  private final Map<String, String> sample = new HashMap<>();

  /** Takes what a URL may depend on: the variables, and names that are always there. */
  TemplateCheck(List<Variable> variables, Set<String> extraNames) {
    this.variables = variables;
    for (String name : extraNames) {
      sample.put(name, "x");
    }
    for (Variable variable : variables) {
      sample.put(variable.name(), "x");
    }
  }

  List<String> problems(String what, UrlTemplate template) {
    Set<String> undeclared = new TreeSet<>(template.names());
    undeclared.removeAll(sample.keySet());
    if (!undeclared.isEmpty()) {
      return List.of("the " + what + " URL names undeclared variables " + undeclared);
    }
    List<String> problems = new ArrayList<>();
    if (!areAcceptable(template.texts())) {
      problems.add(
          "the "
              + what
              + " URL must be absolute, https to a named host (http for loopback only), in ASCII and"
              + " without user, query and fragment");
    }
    if (!haveCustomHostsAtTheEnd(template.texts())) {
      problems.add(
          "the "
              + what
              + " URL must have a custom host at the end of its host, alone or after '.'");
    }
    if (!isAlwaysComplete(template)) {
      problems.add("the " + what + " URL names a variable that may be absent");
    }
    return problems;
  }

  private boolean areAcceptable(List<String> texts) {
    for (String text : texts) {
      if (!isAcceptable(text)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAcceptable(String text) {
    try {
      URI uri = UrlTemplate.of(text).expand(sample);
      return TextRule.VALUE.holds(text)
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && uri.getRawQuery() == null
          && isPlaceAcceptable(uri);
    } catch (IllegalArgumentException notUri) {
      return false;
    }
  }

  // A machine's own addresses are for tests, and then in clear text; a service has a name.
  private static boolean isPlaceAcceptable(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return switch (String.valueOf(uri.getScheme())) {
      case "https" -> !LOOPBACK.contains(host) && !isAddress(host);
      case "http" -> LOOPBACK.contains(host);
      default -> false;
    };
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || Character.isDigit(host.charAt(host.length() - 1));
  }

  /** The engine knows a custom host by the end of a URL's host, so it must stand there. */
  private boolean haveCustomHostsAtTheEnd(List<String> texts) {
    for (Variable variable : variables) {
      if (variable.takesCustomHosts() && !isAtTheEnd("{" + variable.name() + "}", texts)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtTheEnd(String name, List<String> texts) {
    for (String text : texts) {
      if (text.contains(name) && !isAtTheEnd(name, authority(text))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtTheEnd(String name, String authority) {
    int first = authority.indexOf(name);
    return first < 0
        || authority.equals(name)
        || (authority.endsWith("." + name) && first == authority.lastIndexOf(name));
  }

  private static String authority(String text) {
    int from = text.indexOf(AUTHORITY) + AUTHORITY.length();
    int to = text.indexOf('/', from);
    return text.substring(from, to < 0 ? text.length() : to);
  }

  private boolean isAlwaysComplete(UrlTemplate template) {
    List<Variable> optional = VariableCheck.optional(variables);
    for (int given = 0; given < 1 << optional.size(); given++) {
      Set<String> present = new HashSet<>(sample.keySet());
      for (int i = 0; i < optional.size(); i++) {
        Variable variable = optional.get(i);
        boolean isGiven = (given & (1 << i)) != 0;
        if (!isGiven) {
          present.remove(variable.name());
        } else if (variable.replaces().isPresent()) {
          present.remove(variable.replaces().get());
        }
      }
      if (!isComplete(template, present)) {
        return false;
      }
    }
    return true;
  }

  /** Looks at every text that may be chosen while just these variables have a value. */
  private static boolean isComplete(UrlTemplate template, Set<String> present) {
    for (UrlTemplate.Case one : template.cases()) {
      boolean possible = present.contains(one.variable());
      if (possible && !present.containsAll(UrlTemplate.namesIn(one.text()))) {
        return false;
      }
      if (possible && one.fitsEveryValue()) {
        return true;
      }
    }
    return present.containsAll(UrlTemplate.namesIn(template.lastResort()));
  }
}
