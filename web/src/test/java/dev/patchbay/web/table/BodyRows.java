package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.BODY_TOO_LARGE;
import static dev.patchbay.error.ErrorCode.INVALID_ARGUMENT;
import static dev.patchbay.error.ErrorCode.MALFORMED_REQUEST;
import static dev.patchbay.error.ErrorCode.MEDIA_TYPE_NOT_SUPPORTED;
import static dev.patchbay.web.table.Row.answered;
import static dev.patchbay.web.table.Row.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bodies that are none, and URLs that are not encoded rightly. */
final class BodyRows {
  private static final int LIMIT = 64 * 1024;

  private BodyRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    String key = stage.host.ours;
    for (String path : List.of(Stage.SESSIONS, Stage.OURS)) {
      Ask post = Ask.of("POST", path).withKey(key);
      malformed().forEach(body -> rows.add(malformed(post.withBody(body))));
      rows.add(malformed(post));
      rows.add(malformed(post.withRawBody("{\"integration_type\":\"\u00ff\u00fe\"}")));
      otherEncodings().forEach(bytes -> rows.add(malformed(post.withRawBody(bytes))));
      rows.addAll(sized(post));
      rows.addAll(typed(post));
    }
    wrongTypes(Ask.of("POST", Stage.SESSIONS).withKey(key), "scopes", "return_to", "variables")
        .forEach(rows::add);
    wrongTypes(Ask.of("POST", Stage.OURS).withKey(key), "access_token", "extra", "verify")
        .forEach(rows::add);
    rows.addAll(percents(stage));
    return rows;
  }

  private static Row malformed(Ask ask) {
    return refused("a malformed request", ask, 400, MALFORMED_REQUEST);
  }

  private static Stream<String> malformed() {
    String type = "\"integration_type\":\"acme\"";
    return Stream.of(
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{" + type,
        "{'integration_type':'acme'}",
        "{integration_type:\"acme\"}",
        "{" + type + ",}",
        "{" + type + "} {}",
        "{" + type + "} trailing",
        "{" + type + "," + type + "}",
        "{" + type + ",\"unknown\":1}",
        "{" + type + ",\"success\":null}",
        "{" + type + ",\"variables\":" + "[".repeat(50) + "]".repeat(50) + "}",
        "{" + type + ",\"variables\":{\"a\":{\"b\":\"c\"}}}",
        "{" + type + ",\"member_id\":NaN}",
        "{\"integration_type\":1}",
        "{\"integration_type\":[\"acme\"]}",
        "{\"integration_type\":true}");
  }

  /** Text that would be understood, were it in UTF-8. */
  private static Stream<String> otherEncodings() {
    return Stream.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))
        .flatMap(
            encoding ->
                Stream.of("{\"integration_type\":\"acme\"}", "\ufeff{}")
                    .map(body -> new String(body.getBytes(encoding), ISO_8859_1)));
  }

  private static Stream<Row> wrongTypes(Ask post, String... fields) {
    return Stream.of(fields)
        .map(field -> "{\"integration_type\":\"acme\",\"" + field + "\":7}")
        .map(body -> malformed(post.withBody(body)));
  }

  private static List<Row> sized(Ask post) {
    Ask largest = post.withBody(padded(LIMIT));
    Ask larger = post.withBody(padded(LIMIT + 1));
    return List.of(
        refused("64 KiB", largest, 422, INVALID_ARGUMENT),
        refused("64 KiB in chunks", largest.chunked(), 422, INVALID_ARGUMENT),
        refused("over 64 KiB", larger, 413, BODY_TOO_LARGE).saying("64 KiB"),
        refused("over 64 KiB in chunks", larger.chunked(), 413, BODY_TOO_LARGE),
        refused(
            "nothing but over 64 KiB", post.withBody("x".repeat(LIMIT + 1)), 413, BODY_TOO_LARGE));
  }

  /** Has no integration, so that it is refused for that once it is small enough. */
  private static String padded(int length) {
    return "{}" + " ".repeat(length - 2);
  }

  private static List<Row> typed(Ask post) {
    Ask empty = post.withBody("{}");
    List<Row> rows = new ArrayList<>();
    Stream.of("text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", "a/b")
        .map(empty::withContentType)
        .forEach(ask -> rows.add(otherType(ask)));
    rows.add(otherType(empty.withoutContentType()));
    Stream.of("application/json;charset=utf-8", "Application/JSON ; charset=UTF-8")
        .map(empty::withContentType)
        .forEach(ask -> rows.add(refused("JSON, in other words", ask, 422, INVALID_ARGUMENT)));
    return rows;
  }

  private static Row otherType(Ask ask) {
    return refused("another content type", ask, 415, MEDIA_TYPE_NOT_SUPPORTED);
  }

  private static List<Row> percents(Stage stage) {
    String session = Stage.path(stage.session());
    String connection = stage.connection(Stage.OURS, 2);
    List<Row> rows = new ArrayList<>();
    for (String query : List.of("?%zz=1", "?limit=%", "?%4")) {
      Stream.of(
              Ask.get(session + query),
              Ask.get(Stage.OURS + query),
              Ask.get(connection + query),
              Ask.delete(connection + query),
              Ask.get("/integrations" + query))
          .map(ask -> ask.withKey(stage.host.ours))
          .filter(ask -> !query.startsWith("?limit") || ask.path().startsWith(Stage.OURS + "?"))
          .forEach(ask -> rows.add(malformed(ask)));
      rows.add(answered("a callback so", Ask.get("/oauth/callback/acme" + query), 400));
    }
    return rows;
  }
}
