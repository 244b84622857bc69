package dev.patchbay.web.internal;

import java.util.List;

/** The routes of the API, below the servlet's own path; a part in braces takes any text. */
enum Endpoint {
  CREATE_SESSION("POST", "oauth", "sessions"),
  READ_SESSION("GET", "oauth", "sessions", "{session_id}"),
  CALLBACK("GET", "oauth", "callback"),
  CALLBACK_OF("GET", "oauth", "callback", "{integration_type}"),
  CREATE_CONNECTION("POST", "workspaces", "{workspace_id}", "connections"),
  LIST_CONNECTIONS("GET", "workspaces", "{workspace_id}", "connections"),
  READ_CONNECTION("GET", "workspaces", "{workspace_id}", "connections", "{connection_id}"),
  DELETE_CONNECTION("DELETE", "workspaces", "{workspace_id}", "connections", "{connection_id}"),
  CATALOGUE("GET", "integrations"),
  HEALTH("GET", "healthz");

  private final String method;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> parts;

  Endpoint(String method, String... parts) {
    this.method = method;
    this.parts = List.of(parts);
  }

  String method() {
    return method;
  }

  List<String> parts() {
    return parts;
  }

  boolean isCallback() {
    return this == CALLBACK || this == CALLBACK_OF;
  }

  boolean needsKey() {
    return !isCallback() && this != HEALTH;
  }

  boolean hasBody() {
    return method.equals("POST");
  }

  boolean matches(List<String> segments) {
    if (segments.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!isVariable(parts.get(i)) && !parts.get(i).equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isVariable(String part) {
    return part.startsWith("{");
  }
}
