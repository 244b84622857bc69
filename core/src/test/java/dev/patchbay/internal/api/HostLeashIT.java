package dev.patchbay.internal.api;

import static dev.patchbay.internal.api.Service.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.ApiStream;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.UrlTemplate;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No credential goes anywhere but to the API of its integration, and none is even fetched. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostLeashIT {
  private static final String FINE = answer("200 OK", "{}");

  private final FakeSupply supply = new FakeSupply(CredentialKind.OAUTH, 2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/v1/me",
        "http://api.plain.example/v1/me",
        "https://api.plain.example:8443/v1/me",
        "https://user@api.plain.example/v1/me",
        "https://api.plain.example@evil.example/v1/me",
        "https://API.PLAIN.EXAMPLE.evil.example/v1/me",
        "https://api.plain.example./v1/me",
        "https://evilapi.plain.example/v1/me",
        "//evil.example/v1/me",
        "/v1/me",
        "mailto:api.plain.example"
      })
  void urlElsewhereIsRefusedBeforeACredentialIsFetched(String url) throws IOException {
    try (Service service = Service.answering(FINE)) {
      AuthorizedClient client =
          service.client(supply, ApiAccess.builder(UrlTemplate.of("https://api.plain.example/v1")));
      ApiRequest request = ApiRequest.builder("GET", URI.create(url)).build();

      assertRefused(() -> client.send(request));
      assertRefused(() -> client.open(request));
    }
  }

  @Test
  void requestToAnotherServerOnTheSameMachineNeverLeaves() throws IOException {
    try (Service service = Service.answering(FINE);
        Service other = Service.answering(FINE)) {
      AuthorizedClient client = service.client(supply);

      assertRefused(
          () -> client.send(ApiRequest.builder("GET", other.server().uri("/v1/me")).build()));

      assertThat(other.server().connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"@evil.example/", ".evil.example/", "me", "", "/a b", "/\r\nHost: x"})
  void pathThatIsNoneMakesNoUrl(String path) throws IOException {
    try (Service service = Service.answering(FINE)) {
      AuthorizedClient client = service.client(supply);

      assertRefused(() -> client.url(path));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "authorization", "Host", "Proxy-Authorization"})
  void headersThatDirectARequestAreNotTheCallers(String header) throws IOException {
    try (Service service = Service.answering(FINE)) {
      AuthorizedClient client = service.client(supply);

      assertRefused(
          () ->
              client.send(
                  ApiRequest.builder("GET", client.url("/me")).header(header, "x").build()));
      assertThat(service.server().connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectIsAnAnswerAndIsNotFollowed(int status) throws IOException {
    try (Service other = Service.answering(FINE);
        Service service =
            Service.answering(
                answer(status + " Moved", "{}", "Location: " + other.server().uri("/v1/me")))) {
      AuthorizedClient client = service.client(supply);
      ApiRequest request = ApiRequest.builder("GET", client.url("/me")).build();

      ApiReply reply = client.send(request);
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.header("location")).contains(other.server().uri("/v1/me").toString());
      try (ApiStream stream = client.open(request)) {
        assertThat(stream.status()).isEqualTo(status);
      }
      assertThat(service.server().requests()).hasSize(2);
      assertThat(other.server().connections()).isZero();
    }
  }

  private void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    assertThat(supply.gets()).isZero();
  }
}
