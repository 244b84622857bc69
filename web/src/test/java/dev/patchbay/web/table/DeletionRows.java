package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.CONNECTION_NOT_FOUND;
import static dev.patchbay.error.ErrorCode.FORBIDDEN;
import static dev.patchbay.error.ErrorCode.INVALID_ARGUMENT;
import static dev.patchbay.web.table.Row.answered;
import static dev.patchbay.web.table.Row.refused;

import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Connections that are deleted, and what becomes of their grants. */
final class DeletionRows {
  private DeletionRows() {}

  static List<Row> of(Stage stage) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(refusals(stage));
    rows.addAll(revocations(stage));
    rows.addAll(gone(stage));
    return rows;
  }

  private static List<Row> refusals(Stage stage) {
    String shared = stage.connection(Stage.OURS, 30);
    String ofAlice = stage.connectionOf("alice", 31);
    String ours = stage.host.ours;
    List<Row> rows = new ArrayList<>();
    Stream.of("?revoke=maybe", "?revoke=TRUE", "?revoke=true&revoke=true", "?force=1")
        .map(query -> Ask.delete(shared + query).withKey(ours))
        .forEach(ask -> rows.add(refused("an odd parameter", ask, 422, INVALID_ARGUMENT)));
    Stream.of(stage.host.reader, stage.host.alice)
        .map(key -> Ask.delete(shared).withKey(key))
        .forEach(ask -> rows.add(refused("a shared one", ask, 403, FORBIDDEN)));
    Stream.of(stage.host.bob, stage.host.reader, ours)
        .map(key -> Ask.delete(ofAlice).withKey(key))
        .forEach(ask -> rows.add(refused("another's", ask, 404, CONNECTION_NOT_FOUND)));
    return rows;
  }

  private static List<Row> revocations(Stage stage) {
    String token = "\"access_token\":\"" + Canary.secret("access") + "\"";
    String body = "{\"integration_type\":\"bare\",\"verify\":false," + token + "}";
    String id = stage.data(Ask.post(Stage.OURS, body)).path("external_id").textValue();
    return List.of(
        deleted(stage.authorized(32), "", "revoked", stage.host.ours),
        deleted(stage.authorized(33), "?revoke=auto", "revoked", stage.host.ours),
        deleted(stage.authorized(34), "?revoke=true", "revoked", stage.host.ours),
        deleted(stage.authorized(35), "?revoke=false", "skipped", stage.host.ours),
        deleted(stage.connectionOf("alice", 36), "", "not_supported", stage.host.alice),
        deleted(Stage.OURS + "/" + id, "", "not_supported", stage.host.organisation),
        deleted(stage.authorized(37), "", "failed", stage.host.ours)
            .after(() -> stage.host.service.breakDown(Endpoint.REVOKE, Fault.status(400))),
        answered("all is well again", Ask.get("/healthz"), 200)
            .after(() -> stage.host.service.mend(Endpoint.REVOKE)));
  }

  private static Row deleted(String connection, String query, String revocation, String key) {
    return answered("a deletion", Ask.delete(connection + query).withKey(key), 200)
        .with("/data/revocation", revocation);
  }

  private static List<Row> gone(Stage stage) {
    String connection = stage.connection(Stage.OURS, 38);
    String key = stage.host.ours;
    Ask bare = Ask.delete(connection).withoutContentType().withKey(key);
    return List.of(
        answered("without a content type", bare, 200),
        refused("once more", bare, 404, CONNECTION_NOT_FOUND),
        refused("what is gone", Ask.get(connection).withKey(key), 404, CONNECTION_NOT_FOUND));
  }
}
