package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.CLIENT_MISSING;
import static dev.patchbay.error.ErrorCode.CONNECTION_NOT_FOUND;
import static dev.patchbay.error.ErrorCode.FORBIDDEN;
import static dev.patchbay.error.ErrorCode.INVALID_ARGUMENT;
import static dev.patchbay.error.ErrorCode.METHOD_NOT_SUPPORTED;
import static dev.patchbay.error.ErrorCode.RETURN_TO_NOT_ALLOWED;
import static dev.patchbay.error.ErrorCode.SESSION_NOT_FOUND;
import static dev.patchbay.error.ErrorCode.UNKNOWN_INTEGRATION;
import static dev.patchbay.web.table.Row.refused;

import dev.patchbay.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sessions that are not created, and not read. */
final class SessionRefusalRows {
  private static final String ACME = "\"integration_type\":\"acme\"";

  private SessionRefusalRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(unacceptable(stage.host.ours));
    rows.addAll(returns(stage.host.ours));
    rows.addAll(forbidden(stage));
    rows.addAll(unread(stage));
    Ask lost = Ask.post(Stage.SESSIONS, "{" + ACME + "}").withKey(stage.host.organisation);
    rows.add(refused("no workspace", lost, 422, INVALID_ARGUMENT).saying("'workspace_id'"));
    return rows;
  }

  private static Ask post(String key, String fields) {
    return Ask.post(Stage.SESSIONS, "{" + fields + "}").withKey(key);
  }

  private static List<Row> unacceptable(String key) {
    return List.of(
        unacceptable(post(key, ""), INVALID_ARGUMENT, "integration_type"),
        unacceptable(post(key, "\"integration_type\":null"), INVALID_ARGUMENT, "integration_type"),
        unacceptable(post(key, type("nope")), UNKNOWN_INTEGRATION, "integration_type"),
        unacceptable(post(key, type("bare")), METHOD_NOT_SUPPORTED, "integration_type"),
        unacceptable(post(key, type("clientless")), CLIENT_MISSING, "OAuth client"),
        unacceptable(post(key, ACME + ",\"variables\":{\"no\":\"x\"}"), INVALID_ARGUMENT, "no"),
        unacceptable(post(key, ACME + ",\"scopes\":[\"a b\"]"), INVALID_ARGUMENT, "scopes"));
  }

  private static String type(String id) {
    return "\"integration_type\":\"" + id + "\"";
  }

  private static Row unacceptable(Ask ask, ErrorCode code, String words) {
    return refused("an unacceptable session", ask, 422, code).saying(words);
  }

  private static List<Row> returns(String key) {
    return Stream.of(
            "https://evil.example/",
            "//evil.example",
            "/\\\\evil.example",
            "javascript:alert(1)",
            "https://app.example.evil.example/",
            "https://app.example@evil.example/",
            "settings",
            "/a/../b",
            "/%2e%2e/b",
            "/a?status=complete",
            "/a?b=c&connection%5Fid=conn_x&d",
            "/a?error",
            "/a#part",
            "/a?b=%0d%0ax:y",
            "/a?b=%")
        .map(url -> post(key, ACME + ",\"return_to\":\"" + url + "\""))
        .map(ask -> unacceptable(ask, RETURN_TO_NOT_ALLOWED, "'return_to'"))
        .toList();
  }

  private static List<Row> forbidden(Stage stage) {
    String shared = id(stage.connection(Stage.OURS, 6));
    String alices = id(stage.connectionOf("alice", 7));
    String again = ACME + ",\"connection_id\":\"";
    return List.of(
        refused("a shared one", post(stage.host.reader, ACME), 403, FORBIDDEN),
        refused(
            "a shared one again", post(stage.host.alice, again + shared + "\""), 403, FORBIDDEN),
        refused(
            "for another", post(stage.host.bob, ACME + ",\"member_id\":\"alice\""), 403, FORBIDDEN),
        refused(
            "as nobody", post(stage.host.ours, ACME + ",\"member_id\":\"alice\""), 403, FORBIDDEN),
        gone("another's again", post(stage.host.bob, again + alices + "\"")),
        gone("a foreign one again", post(stage.host.others, again + shared + "\"")),
        gone("none again", post(stage.host.ours, again + "conn_unknown\"")),
        gone("no id again", post(stage.host.ours, again + "a b\"")));
  }

  private static String id(String connection) {
    return connection.substring(Stage.OURS.length() + 1);
  }

  private static Row gone(String name, Ask ask) {
    return refused(name, ask, 404, CONNECTION_NOT_FOUND);
  }

  private static List<Row> unread(Stage stage) {
    String pending = Stage.path(stage.session());
    String ofAlice =
        Stage.path(
            stage.session("{" + ACME + ",\"workspace_id\":\"ws_ours\",\"member_id\":\"alice\"}"));
    String key = stage.host.organisation;
    List<Row> rows = new ArrayList<>();
    Stream.of("sess_unknown", "x", "%20", "%E5%98%8A", "%22", "x".repeat(200), "%F0%9F%99%82")
        .map(id -> Ask.get(Stage.SESSIONS + "/" + id).withKey(key))
        .forEach(ask -> rows.add(refused("no session", ask, 404, SESSION_NOT_FOUND)));
    Ask byBob = Ask.get(ofAlice).withKey(stage.host.bob);
    rows.add(refused("another's session", byBob, 404, SESSION_NOT_FOUND));
    rows.add(Row.answered("one's own session", Ask.get(ofAlice).withKey(stage.host.alice), 200));
    Ask unknown = Ask.get(pending + "?verbose=1").withKey(key);
    rows.add(refused("an unknown parameter", unknown, 422, INVALID_ARGUMENT));
    rows.add(
        Row.answered("no content type", Ask.get(pending).withoutContentType().withKey(key), 200));
    return rows;
  }
}
