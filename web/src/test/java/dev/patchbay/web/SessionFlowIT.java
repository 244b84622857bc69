package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.web.host.Client;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way of a session over HTTP, as a client and a browser go it. */
class SessionFlowIT {
  private static final String SESSIONS = "/oauth/sessions";

  @ParameterizedTest
  @EnumSource
  void clientCreatesUserApprovesPollCompletes(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container))) {
      JsonNode created =
          create(host, "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\"}");
      String path = SESSIONS + "/" + created.path("session_id").textValue();
      assertThat(status(host, path)).isEqualTo("pending");

      HttpResponse<String> page =
          arrive(host, host.user.approve(URI.create(created.path("authorize_url").textValue())));

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Acme is connected", "ws_ours");
      JsonNode session = Client.data(host.client.get(path, host.organisation));
      assertThat(session.path("status").textValue()).isEqualTo("complete");
      JsonNode listed =
          Client.data(host.client.get("/workspaces/ws_ours/connections", host.organisation));
      assertThat(listed).hasSize(1);
      assertThat(listed.path(0).path("external_id")).isEqualTo(session.path("connection_id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void userDeniesAndBrowserGoesBack(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container))) {
      JsonNode created =
          create(
              host,
              "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\",\"return_to\":\"/s?a=b\"}");

      HttpResponse<String> answer =
          arrive(host, host.user.deny(URI.create(created.path("authorize_url").textValue())));

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().allValues("location"))
          .containsExactly("/s?a=b&status=error&error=access_denied");
    }
  }

  private static JsonNode create(Host host, String body) throws Exception {
    HttpResponse<String> created = host.client.post(SESSIONS, host.organisation, body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Client.data(created);
  }

  private static String status(Host host, String path) throws Exception {
    return Client.data(host.client.get(path, host.organisation)).path("status").textValue();
  }

  private static HttpResponse<String> arrive(Host host, URI url) throws Exception {
    return host.client.send(HttpRequest.newBuilder(url).build());
  }
}
