package dev.patchbay.web.table;

import static dev.patchbay.web.table.Row.answered;

import dev.patchbay.error.ErrorCode;
import java.util.List;

/** What is installed, and whether all is well. */
final class CatalogueRows {
  private CatalogueRows() {}

  static List<Row> of(Stage stage) {
    Ask catalogue = Ask.get("/integrations").withKey(stage.host.reader);
    return List.of(
        answered("the catalogue", catalogue, 200)
            .withSize(3)
            .with("/data/0/type", "acme")
            .with("/data/0/display_name", "Acme")
            .with("/data/0/auth/0", "oauth")
            .with("/data/0/auth/1", "token")
            .with("/data/0/auth/2", "api_key")
            .with("/data/0/configured", true)
            .with("/data/1/type", "bare")
            .with("/data/1/auth/0", "token")
            .with("/data/1/auth/1", null)
            .with("/data/1/configured", true)
            .with("/data/2/type", "clientless")
            .with("/data/2/configured", false),
        answered("the catalogue, as the organisation", org(stage), 200).withSize(3),
        Row.refused(
            "an unknown parameter",
            Ask.get("/integrations?limit=1").withKey(stage.host.reader),
            422,
            ErrorCode.INVALID_ARGUMENT),
        answered("health", Ask.get("/healthz"), 200).with("/data/status", "up"),
        answered("health, of a balancer", Ask.get("/healthz?probe=1").withoutContentType(), 200));
  }

  private static Ask org(Stage stage) {
    return Ask.get("/integrations").withKey(stage.host.organisation).withoutContentType();
  }
}
