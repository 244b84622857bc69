package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a request to the API: known names only, each at most once. */
final class QueryParameters {
  private final Map<String, String> values;

  private QueryParameters(Map<String, String> values) {
    this.values = values;
  }

  static QueryParameters parse(@Nullable String query, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = PercentText.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
        if (!known.contains(name)) {
          throw refused("The query has a parameter that this path does not know; it knows ", known);
        }
        if (values.put(name, equals < 0 ? "" : PercentText.decodeForm(pair.substring(equals + 1)))
            != null) {
          throw refused("The query has a parameter more than once; give each once, of ", known);
        }
      }
    }
    return new QueryParameters(values);
  }

  private static Refusal refused(String what, Set<String> known) {
    return new Refusal(
        ErrorCode.INVALID_ARGUMENT,
        what
            + (known.isEmpty() ? "none" : String.join(", ", known.stream().sorted().toList()))
            + ".");
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }
}
