package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a request goes, and what its path says.
 *
 * @param endpoint the endpoint
 * @param variables the variable parts of its path, decoded, by name
 */
record Route(Endpoint endpoint, Map<String, String> variables) {

  /** Finds the route of a request, whose path is compared as it was sent. */
  static Route find(HttpServletRequest request) {
    List<String> segments = segments(request);
    List<Endpoint> there =
        Arrays.stream(Endpoint.values()).filter(endpoint -> endpoint.matches(segments)).toList();
    if (there.isEmpty()) {
      throw new Refusal(
          ErrorCode.ROUTE_NOT_FOUND,
          "There is nothing at this path; see the API's document for the paths that there are.");
    }
    return there.stream()
        .filter(endpoint -> endpoint.method().equals(request.getMethod()))
        .findFirst()
        .map(endpoint -> new Route(endpoint, variables(endpoint, segments)))
        .orElseThrow(() -> otherMethod(there));
  }

  private static Refusal otherMethod(List<Endpoint> there) {
    String allowed = there.stream().map(Endpoint::method).collect(Collectors.joining(", "));
    return new Refusal(
        ErrorCode.METHOD_NOT_ALLOWED,
        "This path takes " + allowed + " only.",
        Map.of("allow", allowed));
  }

  private static List<String> segments(HttpServletRequest request) {
    String above = request.getContextPath() + request.getServletPath();
    String path = request.getRequestURI();
    if (!path.startsWith(above + "/")) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(above.length() + 1).split("/", -1)) {
      segments.add(PercentText.decode(segment));
    }
    return segments;
  }

  private static Map<String, String> variables(Endpoint endpoint, List<String> segments) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String part = endpoint.parts().get(i);
      if (Endpoint.isVariable(part)) {
        variables.put(part.substring(1, part.length() - 1), segments.get(i));
      }
    }
    return Map.copyOf(variables);
  }
}
