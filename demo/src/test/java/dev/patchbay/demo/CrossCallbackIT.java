package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer of one service means nothing at the redirect URI of another. */
class CrossCallbackIT {
  private static final int SERVICES = 7;

  @TempDir private Path folder;

  @Test
  void stateOfOneIntegrationIsRefusedAtTheCallbackOfEveryOther() throws IOException {
    try (DemoHost host = DemoHost.start(Map.of(Storage.FOLDER, folder.toString()), 0)) {
      Map<String, String> queries = approved(host);
      int refused = 0;
      for (Map.Entry<String, String> sent : queries.entrySet()) {
        for (String other : queries.keySet()) {
          if (!other.equals(sent.getKey())) {
            assertRefused(host, other, sent.getValue());
            refused++;
          }
        }
      }

      assertThat(refused).isEqualTo(SERVICES * (SERVICES - 1));
      host.sandboxed()
          .values()
          .forEach(service -> assertThat(service.count(Endpoint.TOKEN)).isZero());
      queries.forEach(
          (id, query) -> assertThat(status(host, id, query)).isEqualTo(SessionStatus.COMPLETE));
    }
  }

  private static Map<String, String> approved(DemoHost host) {
    Map<String, String> queries = new TreeMap<>();
    for (String id : host.sandboxed().keySet()) {
      Session session =
          host.integrations().sessions().create(SessionRequest.builder(WORKSPACE, id).build());
      queries.put(
          id,
          SandboxUser.at(host.sandbox())
              .approve(session.authorizeUrl().map(URI::create).orElseThrow())
              .getRawQuery());
    }
    return queries;
  }

  private static void assertRefused(DemoHost host, String integrationType, String query) {
    assertThatThrownBy(() -> status(host, integrationType, query))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INTEGRATION_MISMATCH));
  }

  private static SessionStatus status(DemoHost host, String integrationType, String query) {
    return host.integrations()
        .sessions()
        .completeCallback(CallbackRequest.ofQuery(integrationType, query))
        .session()
        .status();
  }
}
