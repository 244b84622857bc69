package dev.patchbay.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.ConnectionManager;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionListTest {
  private static final WorkspaceId OURS = WorkspaceId.of("ws_ours");

  private final ConnectionManager connections = mock(ConnectionManager.class);

  /** Two pages when the way is gone first, and others when they are sent. */
  @Test
  void rowsThatComeAndGoMeanwhileAreNeitherRepeatedNorLost() throws Exception {
    when(connections.list(any(), any()))
        .thenReturn(page("to b", "a1", "a2"), page(null, "b1"))
        .thenReturn(page("to c", "b2"), page(null, "c1", "c2"));

    assertThat(sent()).containsExactly("a1", "a2", "b2", "c1", "c2");
  }

  private List<String> sent() throws IOException {
    HttpServletRequest request = mock(HttpServletRequest.class);
    Route route = new Route(Endpoint.LIST_CONNECTIONS, Map.of("workspace_id", OURS.value()));
    Reply reply =
        new ConnectionList(connections).list(new Call(request, route, Principal.organisation()));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    reply.body().writeTo(body);
    List<String> ids = new ArrayList<>();
    for (JsonNode row : Json.MAPPER.readTree(body.toByteArray()).path("data")) {
      ids.add(row.path("external_id").textValue());
    }
    return ids;
  }

  private static ConnectionPage page(@Nullable String next, String... ids) {
    return ConnectionPage.of(
        Arrays.stream(ids)
            .map(id -> Connection.builder(ConnectionId.of(id), OURS, "acme").build())
            .toList(),
        next);
  }
}
