package dev.patchbay.web.table;

import static dev.patchbay.web.table.Row.answered;

import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.Canary;
import java.util.ArrayList;
import java.util.List;

/** Connections of credentials that are there already, and what is read of them. */
final class ConnectionRows {
  private ConnectionRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(created(stage));
    rows.addAll(repeated(stage));
    rows.addAll(bare(stage));
    rows.addAll(read(stage));
    return rows;
  }

  private static Row created(String name, String key, String fields) {
    String body = "{\"integration_type\":\"acme\"," + fields + "}";
    return answered(name, Ask.post(Stage.OURS, body).withKey(key), 201)
        .starting("/data/external_id", "conn_")
        .with("/data/workspace_id", "ws_ours")
        .with("/data/integration_type", "acme")
        .with("/data/status", "active");
  }

  private static List<Row> created(Stage stage) {
    String full = token(stage, 10) + ",\"scope\":\"read\",\"extra\":{\"a\":\"b\"},\"variables\":{}";
    String apiKey = stage.host.service.issueKey(Scopes.of("read"));
    return List.of(
        created("a token", stage.host.ours, token(stage, 11))
            .with("/data/account/id", "11")
            .with("/data/created_at", "2026-01-02T03:04:05.678Z")
            .with("/data/updated_at", "2026-01-02T03:04:05.678Z")
            .with("/data/status_reason", null)
            .with("/data/member_id", null)
            .with("/data/variables", null),
        created("every field", stage.host.organisation, full).with("/data/scope", "read"),
        created("an API key", stage.host.ours, "\"api_key\":\"" + apiKey + "\""),
        created("nulls", stage.host.ours, token(stage, 12) + ",\"api_key\":null,\"verify\":null"),
        created(
                "for a member",
                stage.host.organisation,
                token(stage, 13) + ",\"member_id\":\"bob\"")
            .with("/data/member_id", "bob"),
        created("as a member", stage.host.alice, token(stage, 14)).with("/data/member_id", "alice"),
        created(
                "not asked",
                stage.host.ours,
                "\"access_token\":\"" + Canary.secret("access") + "\",\"verify\":false")
            .with("/data/account", null)
            .with("/data/scope", null));
  }

  private static String token(Stage stage, int account) {
    return "\"access_token\":\"" + stage.token(account) + "\"";
  }

  /** A client repeats a request whose answer it did not get. */
  private static List<Row> repeated(Stage stage) {
    String token = token(stage, 15);
    String body = "{\"integration_type\":\"acme\"," + token + "}";
    Ask ask = Ask.post(Stage.OURS, body).withKey(stage.host.ours);
    String first = stage.send(ask).data().path("external_id").textValue();
    String ofAlice = "{\"integration_type\":\"acme\",\"member_id\":\"alice\"," + token + "}";
    Ask another = Ask.post(Stage.OURS, ofAlice).withKey(stage.host.organisation);
    return List.of(
        answered("the same credential", ask, 201).with("/data/external_id", first),
        answered("the same of another", another, 201).with("/data/member_id", "alice"),
        answered("the same once more", ask, 201).with("/data/external_id", first));
  }

  private static List<Row> bare(Stage stage) {
    String token = "\"access_token\":\"" + Canary.secret("access") + "\"";
    String bare = "{\"integration_type\":\"bare\",\"verify\":false," + token;
    Ask usual = Ask.post(Stage.OURS, bare + "}").withKey(stage.host.ours);
    Ask chosen =
        Ask.post(Stage.OURS, bare + ",\"variables\":{\"region\":\"us\"}}").withKey(stage.host.ours);
    return List.of(
        answered("a usual region", usual, 201).with("/data/variables/region", "eu"),
        answered("a region", chosen, 201).with("/data/variables/region", "us"));
  }

  private static List<Row> read(Stage stage) {
    String shared = stage.connection(Stage.OURS, 16);
    String ofAlice = stage.connectionOf("alice", 17);
    return List.of(
        answered("a shared one", Ask.get(shared).withKey(stage.host.reader), 200)
            .with("/data/account/display_name", "user16"),
        answered("a shared one, as a member", Ask.get(shared).withKey(stage.host.bob), 200),
        answered("one's own", Ask.get(ofAlice).withKey(stage.host.alice), 200)
            .with("/data/member_id", "alice"),
        answered("everybody's", Ask.get(ofAlice).withKey(stage.host.organisation), 200));
  }
}
