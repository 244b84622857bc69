package dev.patchbay.web.table;

import static dev.patchbay.web.table.Row.answered;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.testkit.Canary;
import dev.patchbay.web.host.Host;
import java.util.List;

/** Lists that are as long as they may be without pages, and longer. */
final class LongListRows {
  private static final WorkspaceId MANY = WorkspaceId.of("ws_many");
  private static final int LIMIT = 10_000;

  private LongListRows() {}

  static List<Row> of(Stage stage) {
    for (int i = 0; i < LIMIT; i++) {
      add(stage);
    }
    Ask all = Ask.get("/workspaces/ws_many/connections").withKey(stage.host.organisation);
    Ask page =
        Ask.get("/workspaces/ws_many/connections?limit=200").withKey(stage.host.organisation);
    return List.of(
        answered("10,000", all, 200).withSize(LIMIT),
        Row.refused("10,001", all, 422, ErrorCode.INVALID_ARGUMENT)
            .saying("'limit'")
            .after(() -> add(stage)),
        answered("a page of 10,001", page, 200).withSize(200));
  }

  private static void add(Stage stage) {
    ConnectionRequest request =
        ConnectionRequest.builder(Host.ACME)
            .accessToken(Secret.of(Canary.secret("access")))
            .verificationOff()
            .build();
    stage.host.integrations.connections().create(MANY, request);
  }
}
