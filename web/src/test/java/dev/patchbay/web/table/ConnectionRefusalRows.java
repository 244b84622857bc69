package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.CONNECTION_NOT_FOUND;
import static dev.patchbay.error.ErrorCode.CREDENTIAL_REJECTED;
import static dev.patchbay.error.ErrorCode.CREDENTIAL_WRONG_KIND;
import static dev.patchbay.error.ErrorCode.FORBIDDEN;
import static dev.patchbay.error.ErrorCode.INVALID_ARGUMENT;
import static dev.patchbay.error.ErrorCode.UNKNOWN_INTEGRATION;
import static dev.patchbay.web.table.Row.refused;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.testkit.Canary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Connections that are not made, and not shown. */
final class ConnectionRefusalRows {
  private static final String ACME = "\"integration_type\":\"acme\"";

  private ConnectionRefusalRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(unacceptable(stage.host.ours));
    rows.addAll(large(stage.host.ours));
    rows.addAll(forbidden(stage));
    rows.addAll(unread(stage));
    return rows;
  }

  private static Ask post(String key, String fields) {
    return Ask.post(Stage.OURS, "{" + fields + "}").withKey(key);
  }

  private static Row unacceptable(Ask ask, ErrorCode code, String words) {
    return refused("an unacceptable connection", ask, 422, code).saying(words);
  }

  private static String token() {
    return ",\"access_token\":\"" + Canary.secret("access") + "\"";
  }

  private static List<Row> unacceptable(String key) {
    String apiKey = ",\"api_key\":\"" + Canary.secret("key") + "\"";
    String bare = "\"integration_type\":\"bare\"";
    return List.of(
        unacceptable(post(key, ""), INVALID_ARGUMENT, "'integration_type'"),
        unacceptable(post(key, ACME), INVALID_ARGUMENT, "access_token"),
        unacceptable(post(key, ACME + token() + apiKey), INVALID_ARGUMENT, "api_key"),
        unacceptable(post(key, ACME + ",\"access_token\":\"\""), INVALID_ARGUMENT, "access_token"),
        unacceptable(
            post(key, "\"integration_type\":\"nope\"" + token()),
            UNKNOWN_INTEGRATION,
            "integration_type"),
        unacceptable(post(key, bare + apiKey), CREDENTIAL_WRONG_KIND, "'bare'"),
        unacceptable(post(key, ACME + token()), CREDENTIAL_REJECTED, "'acme'"),
        unacceptable(post(key, ACME + apiKey), CREDENTIAL_REJECTED, "'acme'"),
        unacceptable(
            post(key, bare + token() + ",\"variables\":{\"region\":\"evil.example\"}"),
            INVALID_ARGUMENT,
            "region"),
        unacceptable(
            post(key, bare + token() + ",\"variables\":{\"no\":\"x\"}"), INVALID_ARGUMENT, "no"));
  }

  private static List<Row> large(String key) {
    String many =
        IntStream.rangeClosed(0, 32)
            .mapToObj(i -> "\"a" + i + "\":\"x\"")
            .collect(Collectors.joining(","));
    String wide = "\"a\":\"" + "x".repeat(1_024) + "\"";
    return Stream.of(many, wide)
        .map(extra -> post(key, ACME + token() + ",\"extra\":{" + extra + "}"))
        .map(ask -> unacceptable(ask, INVALID_ARGUMENT, "at most 32 entries of 1 KiB"))
        .toList();
  }

  private static List<Row> forbidden(Stage stage) {
    String forAlice = ACME + token() + ",\"member_id\":\"alice\"";
    return List.of(
        refused("a shared one", post(stage.host.reader, ACME + token()), 403, FORBIDDEN),
        refused("another member's", post(stage.host.bob, forAlice), 403, FORBIDDEN),
        refused("a member's as nobody", post(stage.host.ours, forAlice), 403, FORBIDDEN));
  }

  private static List<Row> unread(Stage stage) {
    String shared = stage.connection(Stage.OURS, 20);
    String ofAlice = stage.connectionOf("alice", 21);
    String key = stage.host.ours;
    List<Row> rows = new ArrayList<>();
    Stream.of("conn_unknown", "x", "%20", "%E5%98%8A", "%22", "x".repeat(200))
        .map(id -> Ask.get(Stage.OURS + "/" + id).withKey(key))
        .forEach(ask -> rows.add(refused("no connection", ask, 404, CONNECTION_NOT_FOUND)));
    Stream.of(key, stage.host.bob)
        .map(other -> Ask.get(ofAlice).withKey(other))
        .forEach(ask -> rows.add(refused("a member's own", ask, 404, CONNECTION_NOT_FOUND)));
    Ask unknown = Ask.get(shared + "?fields=all").withKey(key);
    rows.add(refused("an unknown parameter", unknown, 422, INVALID_ARGUMENT));
    return rows;
  }
}
