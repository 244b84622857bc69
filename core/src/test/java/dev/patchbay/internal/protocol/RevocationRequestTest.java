package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.UrlTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationRequestTest {
  private static final RevocationCall IN_HEADER =
      RevocationCall.builder("POST", UrlTemplate.of("https://plain.example/revoke"))
          .clientAuthentication(ClientAuthentication.ANONYMOUS)
          .tokenInHeader()
          .goneErrors("token_revoked")
          .goneStatuses(404)
          .build();

  private static final ApiErrors LIMITS =
      ApiErrors.builder().codePaths("errors.0.code").rateLimited("RATELIMITED").build();

  @Test
  void tokenInTheHeaderIsNowhereElse() {
    ApiRequest request =
        RevocationRequest.request(
            IN_HEADER,
            Optional.of(OAuthClient.builder("client").build()),
            Secret.of("CNRY-t"),
            Map.of());

    assertThat(request.headers()).containsEntry("Authorization", "Bearer CNRY-t");
    assertThat(request.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 |                                               | REVOKED",
        "200 | {\"ok\":true,\"revoked\":true}                  | REVOKED",
        "200 | {\"ok\":false,\"error\":\"token_revoked\"}     | REVOKED",
        "400 | {\"error\":\"token_revoked\"}                  | REVOKED",
        "404 |                                               | REVOKED",
        "404 | {\"errors\":[{\"code\":\"RATELIMITED\"}]}        | FAILED",
        "200 | {\"ok\":false,\"error\":\"fatal_error\"}       | FAILED",
        "200 | {\"ok\":false}                                | FAILED",
        "400 | {\"error\":\"invalid_request\"}                | FAILED",
        "503 |                                               | FAILED"
      })
  void bodyIsJudgedBeforeTheStatus(int status, String body, Revocation expected) {
    byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);

    ApiReply reply = ApiReply.of(status, Map.of(), bytes);
    boolean dead =
        RevocationRequest.isAccepted(reply) || RevocationRequest.isGone(IN_HEADER, LIMITS, reply);

    assertThat(dead).isEqualTo(expected == Revocation.REVOKED);
  }
}
