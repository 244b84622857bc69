package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiReply;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenReplyJudgeTest {
  private static final OAuth2 OAUTH2 =
      OAuth2.builder(
              UrlTemplate.of("https://plain.example/authorize"),
              UrlTemplate.of("https://plain.example/token"))
          .tokenTypes("bot", "user")
          .tokenSets(
              TokenSetShape.builder("bot").build(),
              TokenSetShape.builder("user")
                  .accessToken("authed_user.access_token")
                  .refreshed(TokenSetShape.builder("user").build())
                  .build())
          .build();
  private static final TokenGrant USER =
      TokenGrant.builder("user", Secret.of("CNRY-old"))
          .refreshToken(Secret.of("CNRY-refresh"))
          .build();

  private Optional<TokenReply> ownReading = Optional.empty();

  @Test
  void refreshedSetIsReadWhereItsShapeSaysAndMergedWithTheKeptOne() {
    TokenGrant merged =
        granted("{\"access_token\":\"CNRY-new\",\"token_type\":\"user\"}").primary();

    assertThat(merged.name()).isEqualTo("user");
    assertThat(merged.accessToken()).isEqualTo(Secret.of("CNRY-new"));
    assertThat(merged.refreshToken()).isEqualTo(USER.refreshToken());
  }

  /** The token of an exchange in the answer to a refresh is another one's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"authed_user\":{\"access_token\":\"CNRY-x\"}}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":\"CNRY-x\",\"token_type\":\"mac\"}",
        "{}",
        "[]"
      })
  void answerWithoutTheRefreshedSetIsUnusable(String body) {
    assertThat(refresh(200, body)).isInstanceOf(TokenOutcome.Unusable.class);
  }

  @Test
  void setOfAnotherNameThatAProviderReadIsNotTakenForTheRefreshedOne() {
    ownReading =
        Optional.of(
            TokenReply.builder(TokenGrant.builder("bot", Secret.of("CNRY-bot")).build()).build());

    assertThat(refresh(200, "{\"access_token\":\"CNRY-x\"}"))
        .isInstanceOf(TokenOutcome.Unusable.class);
  }

  @Test
  void refreshThatIsRefusedIsNotMerged() {
    assertThat(refresh(200, "{\"ok\":false,\"error\":\"invalid_grant\"}"))
        .isInstanceOfSatisfying(
            TokenOutcome.Refused.class,
            refused -> assertThat(refused.failureClass()).isEqualTo(FailureClass.TERMINAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"a\",\"code\":\"b\",\"error_description\":\"c\",\"message\":\"d\"} | a | c",
        "200 | {\"error\":\"a\"} | a |",
        "400 | {\"error\":{\"code\":\"a\",\"message\":\"c\"}} | a | c",
        "401 | {\"object\":\"error\",\"code\":\"unauthorized\",\"message\":\"no\"} | unauthorized | no",
        "401 | | |",
        "502 | <html></html> | |"
      })
  void codeAndDescriptionAreReadWhereServicesPutThem(
      int status, String body, String code, String description) {
    assertThat(judge().judge(reply(status, body)))
        .isInstanceOfSatisfying(
            TokenOutcome.Refused.class,
            refused -> {
              assertThat(refused.httpStatus()).isEqualTo(status);
              assertThat(refused.errorCode()).isEqualTo(Optional.ofNullable(code));
              assertThat(refused.description()).isEqualTo(Optional.ofNullable(description));
            });
  }

  /** An API's own codes mean something only where a request failed. */
  @Test
  void codeBesideATokenIsNoError() {
    assertThat(judge().judge(reply(200, "{\"access_token\":\"CNRY-x\",\"code\":\"x\"}")))
        .isInstanceOf(TokenOutcome.Granted.class);
  }

  private TokenReply granted(String body) {
    return ((TokenOutcome.Granted) refresh(200, body)).reply();
  }

  private TokenOutcome refresh(int status, String body) {
    return judge().judgeRefresh(reply(status, body), USER);
  }

  private TokenReplyJudge judge() {
    IntegrationDefinition definition =
        IntegrationDefinition.builder("plain", "Plain").auth(OAUTH2).build();
    return new TokenReplyJudge(
        definition,
        OAUTH2,
        new TokenReplyJudge.Hooks() {
          @Override
          public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
            return ownReading.or(request::readStandard);
          }

          @Override
          public FailureClass classifyFailure(FailureRequest request) {
            return request.standardClass();
          }
        });
  }

  private static ApiReply reply(int status, String body) {
    byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
    return ApiReply.of(status, Map.of(), bytes);
  }
}
