package dev.patchbay.internal.api;

import static dev.patchbay.internal.api.Service.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.ApiStream;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The credential is put in, and replaced once where the service does not accept it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuthorizedClientIT {
  private static final String FINE = answer("200 OK", "{\"a\":1}");
  private static final String REFUSED = answer("401 Unauthorized", "{}");
  private static final String EXPIRED =
      answer("200 OK", "{\"ok\":false,\"error\":\"token_expired\"}");

  private final FakeSupply supply = new FakeSupply(CredentialKind.OAUTH, 2);

  @ParameterizedTest
  @CsvSource({
    "OAUTH, Bearer, Bearer CNRY-1",
    "OAUTH, token, token CNRY-1",
    "ACCESS_TOKEN, '', CNRY-1",
    "API_KEY, Bearer, CNRY-1"
  })
  void credentialStandsWhereTheServiceWantsIt(CredentialKind kind, String scheme, String expected)
      throws IOException {
    try (Service service = Service.answering(FINE)) {
      AuthorizedClient client =
          service.client(
              new FakeSupply(kind, 1),
              ApiAccess.builder(service.base())
                  .credentialScheme(scheme)
                  .header("X-Version", "7")
                  .header("Accept", "application/plain"));

      ApiReply reply =
          client.send(
              ApiRequest.builder("GET", client.url("/me?a=b")).header("accept", "a/b").build());

      assertThat(reply.json().at("a").textOrNumber()).contains("1");
      assertThat(service.server().requests().get(0)).startsWith("GET /v1/me?a=b HTTP/1.1\r\n");
      assertThat(service.sent("Authorization")).containsExactly(expected);
      assertThat(service.sent("X-Version")).containsExactly("7");
      assertThat(service.sent("Accept")).containsExactly("a/b");
      assertThat(client.toString()).doesNotContain("CNRY");
    }
  }

  @Test
  void refusedCredentialIsReplacedOnceAndTheRequestRepeated() throws IOException {
    try (Service service = Service.answering(REFUSED, FINE)) {
      AuthorizedClient client = service.client(supply);

      assertThat(client.send(post(client)).status()).isEqualTo(200);

      assertThat(service.sent("Authorization")).containsExactly("Bearer CNRY-1", "Bearer CNRY-2");
      assertThat(service.server().requests()).allMatch(request -> request.endsWith("{\"b\":2}"));
      assertThat(supply.refused()).containsExactly(1L);
    }
  }

  @Test
  void secondRefusalIsTheCallersAnswer() throws IOException {
    try (Service service = Service.answering(REFUSED)) {
      FakeSupply endless = new FakeSupply(CredentialKind.OAUTH, 9);
      AuthorizedClient client = service.client(endless);

      assertThat(client.send(get(client)).status()).isEqualTo(401);

      assertThat(service.server().requests()).hasSize(2);
      assertThat(endless.refused()).containsExactly(1L);
    }
  }

  @Test
  void refusalWithoutReplacementIsTheCallersAnswer() throws IOException {
    try (Service service = Service.answering(REFUSED)) {
      AuthorizedClient client = service.client(new FakeSupply(CredentialKind.API_KEY, 1));

      assertThat(client.send(get(client)).status()).isEqualTo(401);

      assertThat(service.server().requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"403 Forbidden", "404 Not Found", "500 Sorry", "503 Sorry", "409 No"})
  void otherStatusIsAnAnswerAndNothingIsRepeated(String status) throws IOException {
    try (Service service = Service.answering(answer(status, "{\"error\":\"missing_scope\"}"))) {
      service.errors(slack());
      AuthorizedClient client = service.client(supply);

      assertThat(client.send(get(client)).status())
          .isEqualTo(Integer.parseInt(status.substring(0, 3)));

      assertThat(service.server().requests()).hasSize(1);
      assertThat(supply.refused()).isEmpty();
    }
  }

  @Test
  void refusalInTheBodyCountsWhateverTheStatus() throws IOException {
    try (Service service = Service.answering(EXPIRED, FINE)) {
      service.errors(slack());
      AuthorizedClient client = service.client(supply);

      assertThat(client.send(get(client)).json().at("a").isMissing()).isFalse();

      assertThat(supply.refused()).containsExactly(1L);
    }
  }

  @Test
  void refusalInTheBodyOfAStreamIsSeenAndTheGoodAnswerIsStillWhole() throws IOException {
    try (Service service = Service.answering(EXPIRED, FINE)) {
      service.errors(slack());
      AuthorizedClient client = service.client(supply);

      try (ApiStream stream = client.open(get(client))) {
        assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("{\"a\":1}");
      }
      assertThat(supply.refused()).containsExactly(1L);
    }
  }

  @Test
  void streamedBodyIsWrittenAgainForTheSecondRequest() throws IOException {
    try (Service service = Service.answering(REFUSED, FINE)) {
      AuthorizedClient client = service.client(supply);
      ApiRequest request =
          ApiRequest.builder("PUT", client.url("/file")).stream(
                  "text/plain", SizedBodies.text("abc"))
              .build();

      assertThat(client.send(request).status()).isEqualTo(200);

      assertThat(service.server().requests())
          .hasSize(2)
          .allMatch(sent -> sent.endsWith("\r\n\r\nabc"));
      assertThat(service.sent("Content-Type")).containsOnly("text/plain");
    }
  }

  @Test
  void bodyThatFailsByItselfIsNoFailureOfTheService() throws IOException {
    try (Service service = Service.answering(FINE)) {
      AuthorizedClient client = service.client(supply);
      ApiRequest.Builder request = ApiRequest.builder("PUT", client.url("/file"));

      assertThatThrownBy(
              () -> client.send(request.stream("a/b", SizedBodies.failing("no file")).build()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("no file");
      assertThatThrownBy(
              () -> client.send(request.stream("a/b", SizedBodies.shorterThanTold()).build()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("shorter than the 3 bytes");
    }
  }

  @Test
  void silenceIsAPassingFailureAndIsNotRepeated() throws IOException {
    try (Service service = Service.scripted(call -> call.readRequest(), Service.AMPLE)) {
      AuthorizedClient client = service.client(supply);

      assertThatThrownBy(() -> client.send(post(client)))
          .isInstanceOfSatisfying(
              TemporaryFailureException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));
      assertThat(service.server().requests()).hasSize(1);
    }
  }

  private static ApiErrors.Builder slack() {
    return ApiErrors.builder().codePaths("error").unauthorized("token_expired");
  }

  private static ApiRequest get(AuthorizedClient client) {
    return ApiRequest.builder("GET", client.url("/me")).build();
  }

  private static ApiRequest post(AuthorizedClient client) {
    return ApiRequest.builder("POST", client.url("/things")).json(Map.of("b", 2)).build();
  }
}
