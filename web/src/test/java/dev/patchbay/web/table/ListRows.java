package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.FORBIDDEN;
import static dev.patchbay.error.ErrorCode.INVALID_ARGUMENT;
import static dev.patchbay.error.ErrorCode.WORKSPACE_NOT_FOUND;
import static dev.patchbay.web.table.Row.answered;
import static dev.patchbay.web.table.Row.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lists of connections, and pages of them. */
final class ListRows {
  private static final String PAGED = "/workspaces/ws_paged/connections";
  private static final String CURSOR = "x-next-cursor";

  private ListRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(refusals(stage));
    rows.addAll(seen(stage));
    rows.addAll(pages(stage));
    return rows;
  }

  private static List<Row> refusals(Stage stage) {
    List<Row> rows = new ArrayList<>();
    Stream.of("limit=0", "limit=201", "limit=-1", "limit=x", "limit=1.5", "limit=99999999999")
        .forEach(query -> rows.add(odd(stage, query, "'limit'")));
    Stream.of("status=ACTIVE", "status=pending", "status=x")
        .forEach(query -> rows.add(odd(stage, query, "'status'")));
    Stream.of("cursor=x", "cursor=%00", "limit=2&cursor=AAAA")
        .forEach(query -> rows.add(odd(stage, query, "'cursor'")));
    Stream.of("page=2", "limit=1&limit=2", "access_token=x", "Limit=1", "&", "a=%20")
        .forEach(query -> rows.add(odd(stage, query, "parameter")));
    for (String key : List.of(stage.host.bob, stage.host.ours)) {
      Ask ask = Ask.get(Stage.OURS + "?member_id=alice").withKey(key);
      rows.add(refused("another member's", ask, 403, FORBIDDEN));
    }
    Stream.of("%20", "a%20b", "a".repeat(129), "%C3%A9")
        .map(id -> Ask.get("/workspaces/" + id + "/connections").withKey(stage.host.organisation))
        .forEach(ask -> rows.add(refused("no workspace", ask, 404, WORKSPACE_NOT_FOUND)));
    return rows;
  }

  private static Row odd(Stage stage, String query, String words) {
    Ask ask = Ask.get(Stage.OURS + "?" + query).withKey(stage.host.ours);
    return refused("an odd query", ask, 422, INVALID_ARGUMENT).saying(words);
  }

  private static List<Row> seen(Stage stage) {
    String collection = "/workspaces/ws_others/connections";
    stage.connection(collection, 40);
    stage.clock.advance(Duration.ofMillis(1));
    stage.connection(collection, 41);
    Ask all = Ask.get(collection).withKey(stage.host.others);
    List<Row> rows = new ArrayList<>();
    rows.add(answered("all", all, 200).withSize(2).with("/data/0/account/id", "40"));
    rows.add(answered("without a content type", all.withoutContentType(), 200).withSize(2));
    rows.add(sized(all, "?integration_type=acme&status=active", 2));
    rows.add(sized(all, "?integration_type=bare", 0));
    rows.add(sized(all, "?status=needs_reauth", 0));
    rows.add(sized(all, "?limit=", 2));
    rows.add(sized(all, "?limit=200", 2));
    Ask nobodys = Ask.get("/workspaces/ws_new/connections").withKey(stage.host.organisation);
    rows.add(answered("an unused workspace", nobodys, 200).withSize(0));
    rows.addAll(ofMembers(stage));
    return rows;
  }

  private static Row sized(Ask all, String query, int size) {
    Ask ask = new Ask(all.method(), all.path() + query, all.headers(), null, all.framing());
    return answered("filtered", ask, 200).withSize(size);
  }

  private static List<Row> ofMembers(Stage stage) {
    String own = Stage.OURS + "?member_id=alice&limit=1";
    stage.connectionOf("alice", 42);
    return Stream.of(stage.host.alice, stage.host.organisation)
        .map(key -> answered("a member's", Ask.get(own).withKey(key), 200))
        .map(row -> row.withSize(1).with("/data/0/member_id", "alice"))
        .toList();
  }

  /** The pages are those of the full list, one after the other. */
  private static List<Row> pages(Stage stage) {
    for (int account = 50; account < 55; account++) {
      stage.connection(PAGED, account);
    }
    String key = stage.host.organisation;
    Answer full = stage.send(Ask.get(PAGED).withKey(key));
    List<Row> rows = new ArrayList<>();
    rows.add(answered("the full list", Ask.get(PAGED).withKey(key), 200).withSize(5));
    String cursor = "";
    for (int page = 0; page < 3; page++) {
      Ask ask = Ask.get(PAGED + "?limit=2" + cursor).withKey(key);
      Row row = answered("a page", ask, 200).withSize(page < 2 ? 2 : 1);
      for (int i = page * 2; i < Math.min(5, page * 2 + 2); i++) {
        String id = full.data().path(i).path("external_id").textValue();
        row = row.with("/data/" + (i - page * 2) + "/external_id", id);
      }
      List<String> next = stage.send(ask).all(CURSOR);
      rows.add(page < 2 ? row.withHeader(CURSOR, next.get(0)) : row.withoutHeader(CURSOR));
      cursor = next.isEmpty() ? "" : "&cursor=" + next.get(0);
    }
    return rows;
  }
}
