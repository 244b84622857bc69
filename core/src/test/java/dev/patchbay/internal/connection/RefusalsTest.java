package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.TokenGrant;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static final Secret KEY = Secret.of("short-fake");
  private static final Refusals REFUSALS =
      new Refusals(
          IntegrationDefinition.builder("plain", "Plain")
              .auth(ApiKey.builder("a key").build())
              .build(),
          new Credential(
              CredentialKind.API_KEY, TokenGrant.builder("default", KEY).build(), Scopes.none()));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"error\":\"a\",\"code\":\"b\",\"type\":\"c\"}     | a",
        "{\"code\":\"b\",\"error\":{\"code\":\"c\"}}         | b",
        "{\"error\":{\"code\":\"c\"},\"type\":\"d\"}         | c",
        "{\"type\":\"d\"}                                    | d",
        "{\"error\":\" \",\"code\":\"b\"}                    | b"
      })
  void codeIsReadWhereServicesWriteIt(String body, String code) {
    assertThat(rejected(body).serviceError()).contains(code);
    assertThat(rejected(body).field()).contains("apiKey");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"error_description\":\"a\",\"detail\":\"b\"}      | a",
        "{\"detail\":\"b\",\"message\":\"c\"}                | b",
        "{\"message\":\"c\",\"error\":{\"message\":\"d\"}}   | c",
        "{\"error\":{\"message\":\"d\"},\"title\":\"e\"}     | d",
        "{\"title\":\"e\"}                                   | e",
        "{\"detail\":\"\",\"title\":\"e\"}                   | e"
      })
  void reasonIsReadWhereServicesWriteIt(String body, String reason) {
    assertThat(rejected(body).serviceDescription()).contains(reason);
  }

  @Test
  void wordsOfTheServiceAreBounded() {
    String words = "word ".repeat(100);

    InvalidRequestException rejected =
        rejected("{\"code\":\"" + words + "\",\"detail\":\"" + words + "\"}");

    assertThat(rejected.serviceError()).get().asString().hasSize(64);
    assertThat(rejected.serviceDescription()).get().asString().hasSize(256);
  }

  @Test
  void credentialThatIsTooShortToStandOutIsNotRepeatedEither() {
    InvalidRequestException rejected =
        rejected("{\"code\":\"no short-fake\",\"detail\":\"What is short-fake?\"}");

    assertThat(rejected.serviceError()).contains("no [redacted]");
    assertThat(rejected.serviceDescription()).contains("What is [redacted]?");
  }

  @Test
  void answerWithoutAnyReasonIsToldByItsStatus() {
    InvalidRequestException rejected = rejected("<html>");

    assertThat(rejected).hasMessageContaining("'plain' answered HTTP 401");
    assertThat(rejected.integrationType()).contains("plain");
    assertThat(rejected.serviceError()).isEmpty();
    assertThat(rejected.serviceDescription()).isEmpty();
  }

  private static InvalidRequestException rejected(String body) {
    return REFUSALS.rejected(ApiReply.of(401, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }
}
