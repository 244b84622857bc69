package dev.patchbay.web.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The routes that there are, for tests elsewhere. */
public final class Routes {
  private Routes() {}

  /** {@return every route, such as {@code GET /integrations}} */
  public static Set<String> all() {
    return Arrays.stream(Endpoint.values())
        .map(endpoint -> endpoint.method() + " /" + String.join("/", endpoint.parts()))
        .collect(Collectors.toSet());
  }
}
