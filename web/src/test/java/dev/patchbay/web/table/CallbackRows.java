package dev.patchbay.web.table;

import static dev.patchbay.web.table.Row.answered;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What a browser sees that comes back, for the first time and again. */
final class CallbackRows {
  private static final String CONNECTED = "Acme is connected";
  private static final String CONNECTION = "/s?a=b&status=complete&connection_id=conn_";
  private static final String NO_LINK = "This link does not work";

  private CallbackRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(again(stage));
    rows.addAll(otherCode(stage));
    rows.addAll(returning(stage));
    rows.addAll(failing(stage));
    rows.addAll(strange());
    return rows;
  }

  /** The code is exchanged by the first arrival only. */
  private static List<Row> again(Stage stage) {
    Ask arrival = stage.approval(stage.session());
    Ask denial = stage.denial(stage.session());
    Exchanges exchanges = new Exchanges(stage);
    return List.of(
        exchanges.one(answered("an approval", arrival, 200)).after(exchanges::begin),
        exchanges.one(answered("an approval again", arrival, 200)),
        answered("a denial", denial, 200).saying("Nothing was connected"),
        exchanges.one(answered("an approval once more", arrival, 200)),
        answered("a denial again", denial, 200).saying("Nothing was connected"));
  }

  private static List<Row> otherCode(Stage stage) {
    JsonNode session = stage.session();
    Ask first = stage.approval(session);
    Ask second = stage.approval(session);
    Exchanges exchanges = new Exchanges(stage);
    return List.of(
        exchanges.one(answered("the first code", first, 200)).after(exchanges::begin),
        exchanges.one(answered("the second code of a state", second, 200)),
        exchanges.one(answered("the first code again", first, 200)));
  }

  /** Counts how often a code reached the service. */
  private static final class Exchanges {
    private final Stage stage;
    private final AtomicInteger before = new AtomicInteger();

    private Exchanges(Stage stage) {
      this.stage = stage;
    }

    private void begin() {
      before.set(count());
    }

    private Row one(Row row) {
      return row.saying(CONNECTED).counting("exchanges", () -> count() - before.get(), 1);
    }

    private int count() {
      return stage.host.service.count(Endpoint.TOKEN);
    }
  }

  private static List<Row> returning(Stage stage) {
    JsonNode session = stage.session(returning("/s?a=b"));
    Ask approval = stage.approval(session);
    Ask denial = stage.denial(stage.session(returning("/s")));
    Ask failure = stage.approval(stage.session(returning("https://app.example/a/b?c=%23")));
    return List.of(
        answered("a failure that returns", failure, 303)
            .after(() -> stage.host.service.script(Endpoint.TOKEN, Fault.error("invalid_grant")))
            .withHeader(
                "location", "https://app.example/a/b?c=%23&status=error&error=code_rejected"),
        answered("an approval that returns", approval, 303)
            .withHeaderStarting("location", CONNECTION),
        answered("an approval that returns again", approval, 303)
            .withHeaderStarting("location", CONNECTION),
        answered("a denial that returns", denial, 303)
            .withHeader("location", "/s?status=error&error=access_denied"));
  }

  private static String returning(String returnTo) {
    return "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\",\"return_to\":\""
        + returnTo
        + "\"}";
  }

  private static List<Row> failing(Stage stage) {
    Ask failure = stage.approval(stage.session());
    return List.of(
        answered("no answer for the code", failure, 400)
            .saying("Acme was not connected")
            .after(() -> stage.host.service.script(Endpoint.TOKEN, Fault.closeWithoutReply())),
        answered("no answer for the code, again", failure, 400).saying("Acme was not connected"));
  }

  private static List<Row> strange() {
    List<Row> rows = new ArrayList<>();
    Stream.of(
            "",
            "?",
            "?state=unknown&code=x",
            "?state=&code=",
            "?code=x",
            "?state=a&state=b&code=x",
            "?state=a&code=x&code=y",
            "?error=access_denied",
            "?state=a&error=<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E"),
            "?state=" + "a".repeat(5_000) + "&code=x",
            "?state=a&code=%00")
        .map(query -> Ask.get("/oauth/callback/acme" + query))
        .forEach(ask -> rows.add(answered("no callback", ask, 400).saying(NO_LINK)));
    rows.add(answered("none is bare", Ask.get("/oauth/callback?state=a&code=b"), 400));
    rows.add(
        answered("nobody's", Ask.get("/oauth/callback/nope?state=a&code=b"), 422).saying(NO_LINK));
    return rows;
  }
}
