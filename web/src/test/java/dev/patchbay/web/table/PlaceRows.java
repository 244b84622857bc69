package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.CONNECTION_NOT_FOUND;
import static dev.patchbay.error.ErrorCode.INVALID_ARGUMENT;
import static dev.patchbay.error.ErrorCode.METHOD_NOT_ALLOWED;
import static dev.patchbay.error.ErrorCode.ROUTE_NOT_FOUND;
import static dev.patchbay.error.ErrorCode.SESSION_NOT_FOUND;
import static dev.patchbay.error.ErrorCode.WORKSPACE_NOT_FOUND;
import static dev.patchbay.web.table.Row.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Paths and methods that there are not, and workspaces that a key does not see. */
final class PlaceRows {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  private static final Map<String, String> ALLOWED =
      Map.of(
          "/oauth/sessions", "POST",
          "/oauth/sessions/sess_unknown", "GET",
          "/oauth/callback", "GET",
          "/oauth/callback/acme", "GET",
          "/workspaces/ws_ours/connections", "POST, GET",
          "/workspaces/ws_ours/connections/conn_unknown", "GET, DELETE",
          "/integrations", "GET",
          "/healthz", "GET");

  private PlaceRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    Stream.of("/", "/nowhere", "/oauth", "/oauth/sessions/a/b", "/integrations/", "/Integrations")
        .forEach(path -> rows.add(nowhere(Ask.get(path))));
    Stream.of("/workspaces/ws_ours/connections/conn_x/credentials", "/workspaces/ws_ours")
        .forEach(path -> rows.add(nowhere(Ask.get(path).withKey(stage.host.organisation))));
    rows.add(nowhere(Ask.of("OPTIONS", "/nowhere")));
    ALLOWED.forEach((path, allowed) -> rows.addAll(otherMethods(path, allowed)));
    rows.addAll(lost(stage));
    rows.addAll(foreign(stage));
    return rows;
  }

  private static Row nowhere(Ask ask) {
    return refused("an unknown route", ask, 404, ROUTE_NOT_FOUND);
  }

  private static List<Row> otherMethods(String path, String allowed) {
    return METHODS.stream()
        .filter(method -> !List.of(allowed.split(", ", -1)).contains(method))
        .map(method -> otherMethod(Ask.of(method, path)).withHeader("allow", allowed))
        .toList();
  }

  private static Row otherMethod(Ask ask) {
    return ask.method().equals("HEAD")
        ? Row.answered("another method", ask, 405)
        : refused("another method", ask, 405, METHOD_NOT_ALLOWED);
  }

  private static List<Row> lost(Stage stage) {
    List<Row> rows = new ArrayList<>();
    for (String word : List.of("0", "*", "default", "null", "undefined")) {
      String collection = "/workspaces/" + word + "/connections";
      String body = "{\"integration_type\":\"acme\",\"workspace_id\":\"" + word + "\"}";
      Stream.of(
              Ask.get(collection),
              Ask.get(collection + "/conn_unknown"),
              Ask.delete(collection + "/conn_unknown"),
              Ask.post(collection, "{\"integration_type\":\"acme\"}"),
              Ask.post(Stage.SESSIONS, body))
          .map(ask -> ask.withKey(stage.host.organisation))
          .forEach(
              ask ->
                  rows.add(
                      refused("a lost workspace", ask, 422, INVALID_ARGUMENT)
                          .saying("'workspace_id'")));
      rows.add(
          refused(
              "a lost workspace of a workspace's key",
              Ask.get(collection).withKey(stage.host.ours),
              404,
              WORKSPACE_NOT_FOUND));
    }
    return rows;
  }

  private static List<Row> foreign(Stage stage) {
    String session = Stage.path(stage.session());
    String connection = stage.connection(Stage.OURS, 1);
    String body = "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\"}";
    String id = connection.substring(Stage.OURS.length());
    String key = stage.host.others;
    String name = "a foreign workspace";
    List<Row> rows = new ArrayList<>();
    Stream.of(
            Ask.get(Stage.OURS),
            Ask.get(connection),
            Ask.delete(connection),
            Ask.post(Stage.OURS, "{\"integration_type\":\"acme\"}"),
            Ask.post(Stage.SESSIONS, body))
        .forEach(ask -> rows.add(refused(name, ask.withKey(key), 404, WORKSPACE_NOT_FOUND)));
    Stream.of(Ask.get(Stage.OTHERS + id), Ask.delete(Stage.OTHERS + id))
        .forEach(ask -> rows.add(refused(name, ask.withKey(key), 404, CONNECTION_NOT_FOUND)));
    rows.add(refused(name, Ask.get(session).withKey(key), 404, SESSION_NOT_FOUND));
    return rows;
  }
}
