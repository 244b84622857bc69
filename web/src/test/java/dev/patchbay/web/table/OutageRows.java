package dev.patchbay.web.table;

import static dev.patchbay.error.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.patchbay.error.ErrorCode.STORE_UNAVAILABLE;
import static dev.patchbay.web.table.Row.answered;
import static dev.patchbay.web.table.Row.refused;

import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A service, and then a store, that cannot be reached. */
final class OutageRows {
  private OutageRows() {}

  static List<Row> unreachableService(Stage stage) {
    String token = "\"access_token\":\"" + stage.token(1) + "\"";
    Ask create =
        Ask.post(Stage.OURS, "{\"integration_type\":\"acme\"," + token + "}")
            .withKey(stage.host.ours);
    return List.of(
        refused("no answer of the service", create, 503, PROVIDER_UNAVAILABLE)
            .after(
                () -> stage.host.service.breakDown(Endpoint.IDENTITY, Fault.closeWithoutReply())),
        refused("the service is down", create, 503, PROVIDER_UNAVAILABLE)
            .after(() -> stage.host.service.breakDown(Endpoint.IDENTITY, Fault.status(503))),
        answered("the service is back", create, 201)
            .after(() -> stage.host.service.mend(Endpoint.IDENTITY)));
  }

  /** Made while the store is there. */
  static List<Row> unreachableStore(Stage stage) {
    String session = Stage.path(stage.session());
    String connection = stage.connection(Stage.OURS, 2);
    String body = "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\"}";
    String token = "{\"integration_type\":\"acme\",\"access_token\":\"" + stage.token(3) + "\"}";
    List<Row> rows = new ArrayList<>();
    rows.add(refused("health", Ask.get("/healthz"), 503, STORE_UNAVAILABLE));
    Stream.of(
            Ask.post(Stage.SESSIONS, body),
            Ask.get(session),
            Ask.post(Stage.OURS, token),
            Ask.get(Stage.OURS),
            Ask.get(connection),
            Ask.delete(connection))
        .map(ask -> ask.withKey(stage.host.organisation))
        .forEach(ask -> rows.add(refused("the store is down", ask, 503, STORE_UNAVAILABLE)));
    Stream.of("/oauth/callback/acme?state=a&code=b", "/oauth/callback?state=a&code=b")
        .map(Ask::get)
        .forEach(ask -> rows.add(answered("the store is down", ask, 503)));
    return rows;
  }
}
