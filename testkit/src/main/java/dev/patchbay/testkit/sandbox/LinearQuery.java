package dev.patchbay.testkit.sandbox;

import dev.patchbay.spi.definition.BodyFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads GraphQL that asks some objects for some fields: no arguments, aliases or fragments. */
final class LinearQuery {
  private static final Pattern QUERY =
      Pattern.compile(
          "\\s*(?:query(?:\\s+\\w+)?)?\\s*\\{(?:[\\s,]*\\w+\\s*\\{[\\s\\w,]*\\w[\\s,]*})+[\\s,]*}\\s*");
  private static final Pattern OBJECT = Pattern.compile("(\\w+)\\s*\\{([^{}]*)}");

  private LinearQuery() {}

  /** The fields of each object that the request asks for; empty if it is no such query. */
  static Optional<Map<String, List<String>>> read(RecordedRequest request) {
    return Optional.of(request)
        .filter(it -> it.isOf(BodyFormat.JSON))
        .flatMap(it -> it.bodyField("query"))
        .filter(query -> QUERY.matcher(query).matches())
        .map(LinearQuery::objects);
  }

  private static Map<String, List<String>> objects(String query) {
    Map<String, List<String>> objects = new LinkedHashMap<>();
    for (MatchResult object : OBJECT.matcher(query).results().toList()) {
      objects.put(object.group(1), names(object.group(2)));
    }
    return objects;
  }

  private static List<String> names(String text) {
    return Pattern.compile("[\\s,]+").splitAsStream(text).filter(name -> !name.isEmpty()).toList();
  }
}
