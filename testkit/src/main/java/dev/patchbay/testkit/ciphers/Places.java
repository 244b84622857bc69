package dev.patchbay.testkit.ciphers;

import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.CipherContext;
import java.util.ArrayList;
import java.util.List;

/** Places where something sealed may stand. */
final class Places {
  static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final List<WorkspaceId> WORKSPACES = List.of(ACME, WorkspaceId.of("ws_other"));
  private static final List<String> INTEGRATIONS = List.of("github", "slack", "posthog");
  private static final List<String> CONNECTIONS = List.of("conn_1", "conn_2", "conn_3");
  private static final List<String> SESSION_FIELDS =
      List.of(CipherContext.VERIFIER, CipherContext.STAGED_GRANT);

  private Places() {}

  /** Two workspaces, three integrations, three connections, and three fields: 54 places. */
  static List<CipherContext> ofConnections() {
    List<CipherContext> places = new ArrayList<>();
    for (WorkspaceId workspace : WORKSPACES) {
      for (String integration : INTEGRATIONS) {
        for (String connection : CONNECTIONS) {
          places.add(credential(workspace, connection, integration).tokenSet("default").build());
          places.add(credential(workspace, connection, integration).tokenSet("user").build());
          places.add(
              CipherContext.builder(workspace, connection, integration, CipherContext.ACCOUNT)
                  .version(1)
                  .build());
        }
      }
    }
    return places;
  }

  /** The two fields of a session in each workspace and integration, named like a connection. */
  static List<CipherContext> ofSessions() {
    List<CipherContext> places = new ArrayList<>();
    for (WorkspaceId workspace : WORKSPACES) {
      for (String integration : INTEGRATIONS) {
        for (String field : SESSION_FIELDS) {
          places.add(CipherContext.builder(workspace, "conn_1", integration, field).build());
        }
      }
    }
    return places;
  }

  private static CipherContext.Builder credential(
      WorkspaceId workspace, String connection, String integration) {
    return CipherContext.builder(workspace, connection, integration, CipherContext.CREDENTIAL)
        .version(1);
  }

  /** A credential of one connection, at no version yet. */
  static CipherContext.Builder credential() {
    return CipherContext.builder(ACME, "conn_1", "github", CipherContext.CREDENTIAL)
        .tokenSet("default");
  }
}
