package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.providers.TokenAnswer.Granted;
import dev.patchbay.testkit.providers.TokenAnswer.Lost;
import dev.patchbay.testkit.providers.TokenAnswer.Refused;
import dev.patchbay.testkit.providers.TokenAnswer.Unusable;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Twelve ordinary answers of token endpoints, and what is right for each: the right tokens, or a
 * failure that carries the service's code and description and is told apart from the others.
 */
final class TwelveAnswers {
  private static final String SILENCE = "silence";
  private static final String WORDS = "The service says why.";
  private static final int HOUR = 3600;

  private final OAuth2 oauth2;
  private final TokenSetShape shape;
  private final @Nullable TokenGrant kept;
  private final Secret access = TokenBody.token("access");
  private final Secret refresh = TokenBody.token("refresh");

  private TwelveAnswers(OAuth2 oauth2, TokenSetShape shape, @Nullable TokenGrant kept) {
    this.oauth2 = oauth2;
    this.shape = shape;
    this.kept = kept;
  }

  /** The answers to an exchange. */
  static List<Case> toExchange(OAuth2 oauth2, TokenSetShape shape) {
    return new TwelveAnswers(oauth2, shape, null).cases();
  }

  /** The answers to a refresh of what is kept. */
  static List<Case> toRefresh(OAuth2 oauth2, TokenSetShape shape, TokenGrant kept) {
    return new TwelveAnswers(oauth2, shape.refreshed(), kept).cases();
  }

  private List<Case> cases() {
    return List.of(
        new Case("only an access token", body().ok(), this::isOnlyAccess),
        new Case(
            "neither expiry nor refresh token",
            body().typed().scope("read").ok(),
            this::isWithoutRefresh),
        new Case("200 with an error inside", gitHubError(), this::isError),
        new Case("200 with ok: false", slackError(), this::isNotOk),
        new Case("token_type bot, and a user's token", slackTokens(), this::isNeverTheUsers),
        new Case("400 with invalid_grant", invalidGrant(), this::isTerminal),
        new Case("400 with other JSON", Fault.json(400, "{\"fault\":\"odd\"}"), this::isUnknown400),
        new Case("502 with HTML", Fault.html(502), this::isPassing),
        new Case("401 with nothing", Fault.status(401), this::isUnknown401),
        new Case("200 as a form", form(), this::isWhole),
        new Case("expiry as text, refresh token null", sloppy(), this::isSloppyRead),
        new Case(SILENCE, Fault.slow(Duration.ofMinutes(1)), this::isLost));
  }

  private TokenBody body() {
    return TokenBody.with(shape, access);
  }

  private Fault gitHubError() {
    return TokenBody.without(shape)
        .put("error", "kit_github_error")
        .put("error_description", WORDS)
        .put("error_uri", "https://service.example/errors")
        .ok();
  }

  private Fault slackError() {
    return TokenBody.without(shape).put("ok", false).put("error", "kit_slack_error").ok();
  }

  private Fault slackTokens() {
    return body()
        .put("ok", true)
        .put("token_type", "bot")
        .put("authed_user.id", "U1")
        .put("authed_user.access_token", TokenBody.token("user").reveal())
        .put("authed_user.token_type", "user")
        .put(shape.accessToken(), access.reveal())
        .put(shape.tokenType(), "bot")
        .ok();
  }

  private Fault invalidGrant() {
    return TokenBody.without(shape)
        .put("error", "invalid_grant")
        .put("error_description", WORDS)
        .json(400);
  }

  private Fault form() {
    return body().typed().refreshToken(refresh).expiresIn(HOUR).scope("read").form();
  }

  private Fault sloppy() {
    return body().typed().refreshTokenAs(null).expiresIn("3600").ok();
  }

  private void isOnlyAccess(TokenAnswer answer) {
    Holding grant = grant(answer);

    assertThat(grant.expiresIn()).isEmpty();
    assertKeptRefreshToken(grant);
  }

  private void isWithoutRefresh(TokenAnswer answer) {
    Holding grant = grant(answer);

    assertThat(grant.expiresIn()).isEmpty();
    assertThat(grant.scopes()).isEqualTo(Scopes.of("read"));
    assertKeptRefreshToken(grant);
  }

  private void isError(TokenAnswer answer) {
    Refused refused = refused(answer);

    assertThat(refused.errorCode()).contains("kit_github_error");
    assertThat(refused.description()).contains(WORDS);
    assertThat(refused.httpStatus()).isEqualTo(200);
  }

  private void isNotOk(TokenAnswer answer) {
    assertThat(refused(answer).errorCode()).contains("kit_slack_error");
  }

  private void isNeverTheUsers(TokenAnswer answer) {
    Optional<String> own = shape.requiredType();
    boolean isItsOwn = own.map("bot"::equals).orElseGet(() -> oauth2.tokenTypes().contains("bot"));
    if (isItsOwn || (own.isEmpty() && answer instanceof Granted)) {
      assertThat(grant(answer).name()).isEqualTo(shape.name());
    } else {
      assertThat(answer).isInstanceOf(Unusable.class);
    }
  }

  private void isTerminal(TokenAnswer answer) {
    Refused refused = refused(answer);

    assertThat(refused.failureClass()).isEqualTo(FailureClass.TERMINAL);
    assertThat(refused.errorCode()).contains("invalid_grant");
    assertThat(refused.description()).contains(WORDS);
  }

  private void isUnknown400(TokenAnswer answer) {
    isUnknown(refused(answer), 400);
  }

  private void isUnknown401(TokenAnswer answer) {
    isUnknown(refused(answer), 401);
  }

  private static void isUnknown(Refused refused, int status) {
    assertThat(refused.httpStatus()).isEqualTo(status);
    assertThat(refused.errorCode()).isEmpty();
    assertThat(refused.failureClass()).isNotEqualTo(FailureClass.TERMINAL);
  }

  private void isPassing(TokenAnswer answer) {
    assertThat(refused(answer).httpStatus()).isEqualTo(502);
    assertThat(refused(answer).failureClass()).isEqualTo(FailureClass.TRANSIENT);
  }

  private void isWhole(TokenAnswer answer) {
    if (shape.accessToken().contains(".")) {
      assertThat(answer).isInstanceOf(Unusable.class); // a form has no depth
      return;
    }
    assertThat(grant(answer).refreshToken()).isEqualTo(Optional.of(refresh));
    assertThat(grant(answer).scopes()).isEqualTo(Scopes.of("read"));
    assertThat(grant(answer).expiresIn()).contains(Duration.ofHours(1));
  }

  private void isSloppyRead(TokenAnswer answer) {
    assertThat(grant(answer).expiresIn()).contains(Duration.ofHours(1));
    assertKeptRefreshToken(grant(answer));
  }

  private void isLost(TokenAnswer answer) {
    ErrorCode code =
        kept == null ? ErrorCode.EXCHANGE_OUTCOME_UNKNOWN : ErrorCode.PROVIDER_UNAVAILABLE;
    assertThat(answer).isEqualTo(new Lost(code.wireValue()));
  }

  /** Secrets are compared as such, so that a failure shows none. */
  private Holding grant(TokenAnswer answer) {
    assertThat(answer).isInstanceOf(Granted.class);
    Holding primary = ((Granted) answer).primary();
    assertThat(primary.accessToken()).as("the access token").isEqualTo(access);
    return primary;
  }

  private void assertKeptRefreshToken(Holding grant) {
    Optional<Secret> before = kept == null ? Optional.empty() : kept.refreshToken();
    assertThat(grant.refreshToken()).as("the refresh token").isEqualTo(before);
  }

  private static Refused refused(TokenAnswer answer) {
    assertThat(answer).isInstanceOf(Refused.class);
    return (Refused) answer;
  }

  /** An answer, and what has to come of it. */
  record Case(String name, Fault fault, Consumer<TokenAnswer> check) {
    boolean isSilence() {
      return name.equals(SILENCE);
    }
  }
}
