package dev.patchbay.web.table;

import static dev.patchbay.web.table.Row.answered;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.util.List;

/** Sessions that are created, and what is read of them. */
final class SessionRows {
  private SessionRows() {}

  static List<Row> of(Stage stage) {
    return List.of(
        created("as an organisation", stage.host.organisation, "\"workspace_id\":\"ws_ours\""),
        created("as a workspace", stage.host.ours, "\"workspace_id\":\"ws_ours\""),
        created("without a workspace", stage.host.ours, "\"return_to\":\"/settings\""),
        created("with an absolute URL", stage.host.ours, "\"return_to\":\"https://app.example/a\""),
        created("with absent fields", stage.host.ours, "\"return_to\":null,\"scopes\":null"),
        created("for a member", stage.host.ours, "\"scopes\":[\"read\"],\"variables\":{}"),
        created("as a member", stage.host.alice, "\"member_id\":\"alice\""),
        created("as a member, not named", stage.host.alice, "\"scopes\":[]"),
        created("again", stage.host.ours, reconnected(stage.connection(Stage.OURS, 3))),
        created(
            "a member's own again", stage.host.alice, reconnected(stage.connectionOf("alice", 4))),
        pending(stage),
        complete(stage),
        denied(stage),
        codeRejected(stage),
        accountMismatch(stage));
  }

  private static Row created(String name, String key, String fields) {
    String body = "{\"integration_type\":\"acme\"," + fields + "}";
    return answered(name, Ask.post(Stage.SESSIONS, body).withKey(key), 201)
        .starting("/data/session_id", "sess_")
        .starting("/data/authorize_url", "http");
  }

  private static String reconnected(String connection) {
    return "\"connection_id\":\"" + connection.substring(Stage.OURS.length() + 1) + "\"";
  }

  private static Ask read(Stage stage, JsonNode session) {
    return Ask.get(Stage.path(session)).withKey(stage.host.ours);
  }

  private static Row pending(Stage stage) {
    return answered("a pending session", read(stage, stage.session()), 200)
        .with("/data/status", "pending")
        .with("/data/outcome", "pending")
        .with("/data/error", null)
        .with("/data/connection_id", null)
        .with("/data/expires_at", "2026-01-02T03:14:05.678Z");
  }

  private static Row complete(Stage stage) {
    JsonNode session = stage.session();
    stage.send(stage.approval(session));
    return answered("a complete session", read(stage, session), 200)
        .with("/data/status", "complete")
        .with("/data/outcome", "complete")
        .with("/data/error", null)
        .starting("/data/connection_id", "conn_");
  }

  private static Row denied(Stage stage) {
    JsonNode session = stage.session();
    stage.send(stage.denial(session));
    return error("a denied session", read(stage, session), "access_denied: ")
        .with("/data/outcome", "denied");
  }

  private static Row codeRejected(Stage stage) {
    JsonNode session = stage.session();
    stage.host.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));
    stage.send(stage.approval(session));
    return error("a failed session", read(stage, session), "code_rejected: ")
        .with("/data/outcome", "failed");
  }

  private static Row accountMismatch(Stage stage) {
    String connection = stage.connection(Stage.OURS, 5);
    JsonNode session =
        stage.session(
            "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\","
                + reconnected(connection)
                + "}");
    stage.host.service.signIn(SandboxAccount.builder("another", "another").build());
    stage.send(stage.approval(session));
    return error("another account", read(stage, session), "account_mismatch: ")
        .with("/data/outcome", "failed");
  }

  private static Row error(String name, Ask ask, String start) {
    return answered(name, ask, 200)
        .with("/data/status", "error")
        .with("/data/connection_id", null)
        .starting("/data/error", start);
  }
}
