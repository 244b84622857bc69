package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.UNAUTHENTICATED;
import static dev.patchbay.web.table.Row.answered;
import static dev.patchbay.web.table.Row.refused;

import dev.patchbay.testkit.Canary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who is let in. */
final class KeyRows {
  private static final String AUTHORIZATION = "authorization";

  private KeyRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    keyed(stage).forEach(ask -> rows.addAll(withoutKey(ask)));
    String key = stage.host.organisation;
    Ask open = Ask.get("/integrations");
    rows.add(answered("the exact form", open.withHeader(AUTHORIZATION, "Bearer " + key), 200));
    odd(key).forEach(value -> rows.add(strange(open.withHeader(AUTHORIZATION, value))));
    elsewhere(open, key).forEach(ask -> rows.add(strange(ask)));
    return rows;
  }

  private static Row strange(Ask ask) {
    return refused("a key in another form", ask, 401, UNAUTHENTICATED)
        .withHeader("www-authenticate", "Bearer");
  }

  private static List<Row> withoutKey(Ask ask) {
    String unknown = "org_" + Canary.secret("api-key");
    return List.of(
        refused("no key", ask, 401, UNAUTHENTICATED).withHeader("www-authenticate", "Bearer"),
        refused("an unknown key", ask.withKey(unknown), 401, UNAUTHENTICATED));
  }

  private static Stream<Ask> keyed(Stage stage) {
    String session = Stage.path(stage.session());
    String connection = stage.connection(Stage.OURS, 1);
    return Stream.of(
        Ask.post(Stage.SESSIONS, "{}"),
        Ask.get(session),
        Ask.post(Stage.OURS, "{}"),
        Ask.get(Stage.OURS),
        Ask.get(connection),
        Ask.delete(connection),
        Ask.get("/integrations"));
  }

  private static Stream<String> odd(String key) {
    return Stream.of(
        "bearer " + key,
        "BEARER " + key,
        "Bearer  " + key,
        "Bearer\t" + key,
        "Bearer" + key,
        "Bearer: " + key,
        "Bearer=" + key,
        "Bearer \"" + key + "\"",
        "Bearer " + key + " " + key,
        "Bearer " + key + ",",
        "Bearer " + key + ", Bearer " + key,
        "Bearer token=" + key,
        "Bearer " + key.substring(1),
        "Bearer " + key.substring(0, key.length() - 1),
        "Bearer " + key + "0",
        "Bearer " + key.toUpperCase(Locale.ROOT),
        "Bearer " + key.replace("-", "%2D"),
        "Bearer " + Ask.bytes("\u00a0") + key,
        "Basic " + key,
        "Token " + key,
        key,
        "Bearer",
        "Bearer " + "x".repeat(600),
        "");
  }

  private static Stream<Ask> elsewhere(Ask open, String key) {
    String unknown = "org_" + Canary.secret("api-key");
    return Stream.of(
        open.withKey(key).withKey(key),
        open.withKey(key).withKey(unknown),
        open.withKey(unknown).withKey(key),
        open.withHeader("x-api-key", key),
        open.withHeader("proxy-authorization", "Bearer " + key),
        open.withHeader("cookie", AUTHORIZATION + "=" + key),
        Ask.get("/integrations?access_token=" + key));
  }
}
