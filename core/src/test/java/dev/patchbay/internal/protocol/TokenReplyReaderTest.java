package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.JsonView;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReplyReaderTest {
  private static final OAuth2 OAUTH2 =
      OAuth2.builder(
              UrlTemplate.of("https://{region}.plain.example/authorize"),
              UrlTemplate.of("https://{region}.plain.example/token"))
          .build();
  private static final IntegrationDefinition DEFINITION =
      IntegrationDefinition.builder("plain", "Plain")
          .auth(OAUTH2)
          .variables(
              Variable.builder("region").choices("us", "eu").build(),
              Variable.builder("cell").choices("a", "b").replyField("my_cell").build())
          .build();

  @Test
  void variableIsReadFromTheFieldThatTheDefinitionNames() {
    assertThat(variables("\"my_cell\":\"b\"")).containsExactly(Map.entry("cell", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"my_cell\":[\"a\"]", "\"cell\":\"a\"", "\"region\":\"eu\""})
  void nothingElseOfAReplyMovesAConnection(String field) {
    assertThat(variables(field)).isEmpty();
  }

  @Test
  void tokenSetsAreReadWhereTheDefinitionSaysAndTheFirstIsThePrimaryOne() {
    OAuth2 two =
        OAuth2.builder(OAUTH2.authorizeUrl(), OAUTH2.tokenUrl())
            .tokenSets(
                TokenSetShape.builder("bot").accessToken("bot.token").build(),
                TokenSetShape.builder("user").accessToken("user.token").build())
            .build();
    String both = "{\"user\":{\"token\":\"CNRY-u\"},\"bot\":{\"token\":\"CNRY-b\"}}";
    String onlyOther = "{\"access_token\":\"CNRY-t\",\"user\":{\"token\":\"CNRY-u\"}}";

    assertThat(new TokenReplyReader(DEFINITION, two, view(both), Optional.empty()).readStandard())
        .hasValueSatisfying(
            reply ->
                assertThat(reply.grants())
                    .extracting(grant -> grant.name() + " " + grant.accessToken().reveal())
                    .containsExactly("bot CNRY-b", "user CNRY-u"));
    assertThat(
            new TokenReplyReader(DEFINITION, two, view(onlyOther), Optional.empty()).readStandard())
        .isEmpty();
  }

  private static Map<String, String> variables(String field) {
    String body = "{\"access_token\":\"CNRY-t\"," + field + "}";
    return new TokenReplyReader(DEFINITION, OAUTH2, view(body), Optional.empty())
        .readStandard()
        .orElseThrow()
        .variables();
  }

  private static JsonView view(String body) {
    return JsonView.parse(body.getBytes(StandardCharsets.UTF_8));
  }
}
