package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.JsonView;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  /** Else a person's token would stand where the bot's should. */
  @Test
  void setThatMayBeMissingIsNotReplacedIfItIsThereAndMalformed() {
    OAuth2 two =
        OAuth2.builder(OAUTH2.authorizeUrl(), OAUTH2.tokenUrl())
            .tokenSets(
                TokenSetShape.builder("bot").optional().build(),
                TokenSetShape.builder("user").accessToken("user.token").optional().build())
            .build();

    assertThat(names(two, "{\"user\":{\"token\":\"CNRY-u\"}}")).containsExactly("user");
    assertThat(names(two, "{\"access_token\":\"CNRY-b\",\"user\":{\"id\":\"1\"}}"))
        .containsExactly("bot");
    assertThat(names(two, "{\"access_token\":\"a b\",\"user\":{\"token\":\"CNRY-u\"}}")).isEmpty();
    assertThat(names(two, "{\"user\":{\"id\":\"1\"}}")).isEmpty();
  }

  @Test
  void setWithATypeOfItsOwnTakesNoTokenThatIsSaidToBeOfAnother() {
    OAuth2 two =
        OAuth2.builder(OAUTH2.authorizeUrl(), OAUTH2.tokenUrl())
            .tokenSets(
                TokenSetShape.builder("bot").requiredType("Bot").build(),
                TokenSetShape.builder("user")
                    .accessToken("user.token")
                    .optional()
                    .refreshed(TokenSetShape.builder("user").requiredType("user").build())
                    .build())
            .build();

    assertThat(refreshed(two, "bot", "\"token_type\":\"BOT\"")).isPresent();
    assertThat(refreshed(two, "user", "\"token_type\":\"user\"")).isPresent();
    assertThat(refreshed(two, "user", "\"scope\":\"read\"")).isPresent();
    assertThat(refreshed(two, "bot", "\"token_type\":\"user\"")).isEmpty();
    assertThat(refreshed(two, "user", "\"token_type\":\"bot\"")).isEmpty();
    assertThat(refreshed(two, "bot", "\"token_type\":\"bearer\"")).isEmpty();
    assertThat(refreshed(two, "bot", "\"token_type\":7")).isEmpty();
    assertThat(names(two, "{\"access_token\":\"CNRY-u\",\"token_type\":\"user\"}")).isEmpty();
  }

  private static Optional<TokenReply> refreshed(OAuth2 oauth2, String set, String field) {
    JsonView body = view("{\"access_token\":\"CNRY-t\"," + field + "}");
    return new TokenReplyReader(DEFINITION, oauth2, body, Optional.of(set)).readStandard();
  }

  @Test
  void scopesThatAReplyCallsOtherwiseAreNamedAsTheyWereAskedFor() {
    OAuth2 aliased =
        OAuth2.builder(OAUTH2.authorizeUrl(), OAUTH2.tokenUrl())
            .tokenSets(
                TokenSetShape.builder("default")
                    .scopeAlias("https://plain.example/mail", "email")
                    .build())
            .build();
    String body =
        "{\"access_token\":\"CNRY-t\",\"scope\":\"openid https://plain.example/mail other\"}";

    assertThat(read(aliased, body).orElseThrow().primary().scopes())
        .contains(Scopes.of("openid", "email", "other"));
  }

  private static List<String> names(OAuth2 oauth2, String body) {
    return read(oauth2, body).stream()
        .flatMap(reply -> reply.grants().stream())
        .map(TokenGrant::name)
        .toList();
  }

  private static Optional<TokenReply> read(OAuth2 oauth2, String body) {
    return new TokenReplyReader(DEFINITION, oauth2, view(body), Optional.empty()).readStandard();
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
