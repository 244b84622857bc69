package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.OVERLOADED;
import static dev.patchbay.error.ErrorCode.QUOTA_EXCEEDED;
import static dev.patchbay.error.ErrorCode.RATE_LIMITED;
import static dev.patchbay.web.table.Row.answered;
import static dev.patchbay.web.table.Row.refused;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** A host of two pending and four new sessions per minute, and one read per second. */
final class QuotaRows {
  private static final Duration HELD = Duration.ofSeconds(1);

  private QuotaRows() {}

  static void go(Stage stage, BiConsumer<Stage, List<Row>> table) {
    table.accept(stage, creations(stage));
    table.accept(stage, reads(stage));
    table.accept(stage, List.of(service(stage)));
    callbacks(stage, table);
  }

  private static List<Row> creations(Stage stage) {
    Ask create = Ask.post(Stage.SESSIONS, body("ws_others")).withKey(stage.host.others);
    Ask elsewhere = Ask.post(Stage.SESSIONS, body("ws_new")).withKey(stage.host.organisation);
    return List.of(
        answered("the first", create, 201),
        answered("the second", create, 201),
        refused("as many pending as there may be", create, 429, OVERLOADED)
            .withHeader("retry-after", "10"),
        refused("still as many", create, 429, OVERLOADED),
        refused("as many a minute as there may be", create, 429, QUOTA_EXCEEDED)
            .saying("'retry-after'"),
        answered("another workspace", elsewhere, 201));
  }

  private static String body(String workspace) {
    return "{\"integration_type\":\"acme\",\"workspace_id\":\"" + workspace + "\"}";
  }

  /** Until it is refused, since a second may end between any two. */
  private static List<Row> reads(Stage stage) {
    Ask read = Ask.get(Stage.path(stage.session(body("ws_read")))).withKey(stage.host.organisation);
    await().until(() -> stage.send(read).status() == 429);
    return List.of(
        refused("as many reads a second as there may be", read, 429, QUOTA_EXCEEDED)
            .withHeader("retry-after", "1")
            .after(() -> await().until(() -> stage.send(read).status() == 429)));
  }

  private static Row service(Stage stage) {
    String token = "\"access_token\":\"" + stage.token(1) + "\"";
    Ask create = Ask.post(Stage.OURS, "{\"integration_type\":\"acme\"," + token + "}");
    Fault busy = Fault.status(429).and(Fault.header("Retry-After", "7"));
    return refused("the service asks for less", create.withKey(stage.host.ours), 429, RATE_LIMITED)
        .withHeader("retry-after", "7")
        .after(() -> stage.host.service.breakDown(Endpoint.IDENTITY, busy));
  }

  /** While one code is being exchanged there is no room for another. */
  private static void callbacks(Stage stage, BiConsumer<Stage, List<Row>> table) {
    stage.host.service.mend(Endpoint.IDENTITY);
    Ask first = stage.approval(stage.session(body("ws_calls")));
    JsonNode session = stage.session(body("ws_calls"));
    Ask second = stage.approval(session);
    Ask byId = Ask.get(second.path().replace("/callback?", "/callback/acme?"));
    stage.host.service.script(Endpoint.TOKEN, Fault.slow(HELD));
    try (RawClient.Exchange held = stage.client.begin(first)) {
      await().until(() -> stage.host.service.count(Endpoint.TOKEN) == 1);
      table.accept(
          stage,
          List.of(
              answered("no room", second, 429).saying("Please try again"),
              answered("no room", byId, 429).saying("Please try again")));
      held.answer();
    }
    table.accept(stage, List.of(answered("room again", second, 200).saying("Acme is connected")));
    table.accept(stage, bare(stage));
  }

  private static List<Row> bare(Stage stage) {
    Ask approval = stage.approval(stage.session(body("ws_bare")));
    String back =
        "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_bare\",\"return_to\":\"/s\"}";
    Ask denial = stage.denial(stage.session(back));
    return List.of(
        answered("a bare callback", approval, 200).saying("Acme is connected"),
        answered("a bare callback that returns", denial, 303),
        answered("a bare callback of nobody", Ask.get("/oauth/callback?state=a&code=b"), 400));
  }
}
