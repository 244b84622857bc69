package dev.patchbay.web.internal;

import dev.patchbay.web.spi.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;

/**
 * A request to the API by somebody who is known.
 *
 * @param request the request as the container has it
 * @param route where it goes
 * @param principal who sent it
 */
record Call(HttpServletRequest request, Route route, Principal principal) {

  String variable(String name) {
    return Objects.requireNonNull(route.variables().get(name), name);
  }

  QueryParameters query(String... known) {
    return QueryParameters.parse(request.getQueryString(), Set.of(known));
  }

  RequestBody body(Set<String> known) throws IOException {
    return RequestBody.read(request, known);
  }
}
