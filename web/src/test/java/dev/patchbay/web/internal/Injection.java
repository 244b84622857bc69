package dev.patchbay.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.web.table.Ask;
import dev.patchbay.web.table.Stage;
import java.util.List;
import java.util.stream.Stream;

/** Requests that try to get a line of their own into the answer's header. */
final class Injection {
  static final String NAME = "x-injected";

  /** What ends a line, as it is and encoded, and what is cut down to it in one byte. */
  private static final List<String> LINE_ENDS =
      List.of(
          "\r\n",
          "\r",
          "\n",
          "\0",
          "\u2028",
          "\u560a",
          "\u560d\u560a",
          "%0d%0a",
          "%0D",
          "%0A",
          "%00",
          "%250d%250a",
          "%E2%80%A8",
          "%E5%98%8A",
          "%E5%98%8D%E5%98%8A",
          "%u000a");

  private Injection() {}

  static Stream<String> payloads() {
    return LINE_ENDS.stream().map(end -> end + NAME + ":yes" + end);
  }

  /** {@return one request for each place where a stranger's text can stand} */
  static Stream<Ask> requests(Stage stage, String payload) {
    String raw = Ask.bytes(payload);
    String key = stage.host.organisation;
    return Stream.of(paths(key, raw), callbacks(raw), headers(key, raw), bodies(key, payload))
        .flatMap(asks -> asks);
  }

  private static Stream<Ask> paths(String key, String raw) {
    return Stream.of(
            "/workspaces/ws" + raw + "/connections",
            Stage.OURS + "/conn" + raw,
            Stage.SESSIONS + "/sess" + raw,
            "/nowhere" + raw,
            Stage.OURS + "?" + raw + "=1",
            Stage.OURS + "?limit=" + raw,
            Stage.OURS + "?cursor=" + raw)
        .map(path -> Ask.get(path).withKey(key));
  }

  private static Stream<Ask> callbacks(String raw) {
    return Stream.of(
            "/oauth/callback/acme" + raw + "?state=a&code=b",
            "/oauth/callback/acme?state=" + raw + "&code=b",
            "/oauth/callback/acme?error=" + raw + "&state=a",
            "/oauth/callback/acme?state=a&code=b&iss=" + raw)
        .map(Ask::get);
  }

  private static Stream<Ask> headers(String key, String raw) {
    return Stream.of(
        Ask.get("/integrations").withKey("org_unknown" + raw),
        Ask.get("/integrations").withKey(key).withHeader("x-request-id", "a" + raw),
        Ask.post(Stage.SESSIONS, "{}").withKey(key).withContentType("text/plain" + raw));
  }

  private static Stream<Ask> bodies(String key, String payload) {
    return Stream.of("return_to", "member_id", "integration_type", "connection_id", payload)
        .map(field -> Ask.post(Stage.SESSIONS, body(field, payload).toString()).withKey(key));
  }

  /** {@return a session whose return the payload is in, in its path or its query} */
  static Stream<Ask> returns(Stage stage, String payload) {
    return Stream.of("/s", "/s?a=", "/s#")
        .map(start -> body("return_to", start + payload))
        .map(body -> Ask.post(Stage.SESSIONS, body.toString()).withKey(stage.host.organisation));
  }

  private static JsonNode body(String field, String value) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("integration_type", "acme")
        .put("workspace_id", "ws_ours")
        .put(field, value);
  }
}
