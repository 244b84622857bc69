package dev.patchbay.internal.api;

import static dev.patchbay.internal.api.Service.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.ApiStream;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.http.RequestBody;
import dev.patchbay.model.CredentialKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show of calling an API does what they say. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DocumentedCallsIT {
  private final FakeSupply supply = new FakeSupply(CredentialKind.OAUTH, 1);

  @Test
  void callsThatTheGuideShows(@TempDir Path folder) throws IOException {
    Path target = folder.resolve("target");
    try (Service service = Service.answering(answer("200 OK", "{\"login\":\"ada\"}"))) {
      AuthorizedClient client = service.client(supply);

      assertThat(ask(client)).isEqualTo("ada");
      download(client, target);
      upload(client, target);

      assertThat(target).hasContent("{\"login\":\"ada\"}");
      assertThat(service.server().requests().get(2)).endsWith("\r\n\r\n{\"login\":\"ada\"}");
    }
  }

  private static String ask(AuthorizedClient api) {
    // tag::ask
    ApiReply reply =
        api.send(
            ApiRequest.builder("POST", api.url("/graphql")).json(Map.of("query", "…")).build());
    return reply.json().at("login").text().orElseThrow();
    // end::ask
  }

  private static void download(AuthorizedClient api, Path target) throws IOException {
    // tag::streams
    try (ApiStream file = api.open(ApiRequest.builder("GET", api.url("/files/1")).build())) {
      if (file.isSuccess()) {
        Files.copy(file.body(), target);
      }
    }
    // end::streams
  }

  private static void upload(AuthorizedClient api, Path source) throws IOException {
    // tag::upload
    RequestBody body = RequestBody.ofLength(Files.size(source), out -> Files.copy(source, out));
    api.send(ApiRequest.builder("PUT", api.url("/files/1")).stream("image/png", body).build());
    // end::upload
  }
}
