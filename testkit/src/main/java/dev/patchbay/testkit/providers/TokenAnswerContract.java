package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.providers.TokenAnswer.Granted;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Answers of the token endpoint are taken for what they are. */
abstract class TokenAnswerContract extends AuthorizationContract {
  private static final Duration SHORT = Duration.ofSeconds(1234);

  @TestFactory
  Stream<DynamicTest> twelveAnswersAreRightInAnExchange() {
    return oauth2().stream()
        .flatMap(oauth2 -> TwelveAnswers.toExchange(oauth2, primarySet(oauth2)).stream())
        .map(
            one ->
                dynamicTest(
                    one.name(), () -> one.check().accept(exchange(benchFor(one), one.fault()))));
  }

  @TestFactory
  Stream<DynamicTest> twelveAnswersAreRightInARefresh() {
    return oauth2().stream()
        .flatMap(
            oauth2 -> tokenSets(oauth2).stream().flatMap(set -> answersToRefresh(oauth2, set)));
  }

  private Stream<DynamicTest> answersToRefresh(OAuth2 oauth2, TokenSetShape set) {
    TokenGrant kept = keptGrant(set);
    return TwelveAnswers.toRefresh(oauth2, set, kept).stream()
        .map(
            one ->
                dynamicTest(
                    set.name() + ": " + one.name(),
                    () ->
                        one.check().accept(benchFor(one).lab.refreshWhileSick(kept, one.fault()))));
  }

  private Bench benchFor(TwelveAnswers.Case one) {
    return one.isSilence() ? hurriedBench() : bench();
  }

  @TestFactory
  Stream<DynamicTest> everyFieldOfAnAnswerIsTaken() {
    return oauth2().map(ContractFixture::primarySet).stream()
        .flatMap(
            shape ->
                Stream.of(
                    dynamicTest("refresh token", () -> assertRefreshToken(shape)),
                    dynamicTest("expiry", () -> assertExpiry(shape)),
                    dynamicTest("scopes", () -> assertScopes(shape))));
  }

  private void assertRefreshToken(TokenSetShape shape) {
    Secret token = TokenBody.token("refresh");
    Holding grant = taken(body(shape).refreshToken(token));

    assertThat(grant.refreshToken()).as("the refresh token").isEqualTo(Optional.of(token));
  }

  private void assertExpiry(TokenSetShape shape) {
    assertThat(taken(body(shape).expiresIn(SHORT.toSeconds())).expiresIn()).contains(SHORT);
  }

  private void assertScopes(TokenSetShape shape) {
    assertThat(taken(body(shape).scope("read write")).scopes())
        .isEqualTo(Scopes.of("read", "write"));
  }

  private static TokenBody body(TokenSetShape shape) {
    return TokenBody.with(shape, TokenBody.token("access")).typed();
  }

  private Holding taken(TokenBody body) {
    TokenAnswer answer = exchange(bench(), body.ok());
    assertThat(answer).isInstanceOf(Granted.class);
    return ((Granted) answer).primary();
  }

  @Test
  void anotherTokenIsNotTakenForTheFirst() {
    if (oauth2().isEmpty()) {
      return;
    }
    TokenSetShape shape = oauth2().map(ContractFixture::primarySet).orElseThrow();
    Secret accessToken = TokenBody.token("access");
    TokenAnswer answer = exchange(bench(), amongDecoys(shape, accessToken));

    assertThat(answer).isInstanceOf(Granted.class);
    assertThat(((Granted) answer).primary().accessToken())
        .as("the access token")
        .isEqualTo(accessToken);
  }

  private static Fault amongDecoys(TokenSetShape shape, Secret accessToken) {
    TokenBody body = TokenBody.without(shape);
    Stream.of(
            "id_token",
            "user_token",
            "bot.bot_access_token",
            "authed_user.access_token",
            "incoming_webhook.url")
        .forEach(path -> body.put(path, TokenBody.token("decoy").reveal()));
    return body.put("authed_user.token_type", "Bearer")
        .put(shape.accessToken(), accessToken.reveal())
        .typed()
        .ok();
  }

  @TestFactory
  Stream<DynamicTest> answerWithoutATokenIsNoGrant() {
    return oauth2().stream()
        .map(ContractFixture::primarySet)
        .flatMap(shape -> tokenless(shape).entrySet().stream())
        .map(
            answer ->
                dynamicTest(
                    answer.getKey(),
                    () -> assertThat(notGranted(answer.getValue())).as("a grant").isEmpty()));
  }

  static Map<String, Fault> tokenless(TokenSetShape shape) {
    Map<String, Fault> answers = new LinkedHashMap<>();
    answers.put("nothing", TokenBody.without(shape).ok());
    answers.put("words", TokenBody.without(shape).put("message", "Something is odd").ok());
    answers.put(
        "an id token only",
        TokenBody.without(shape).put("id_token", TokenBody.token("id").reveal()).ok());
    answers.put(
        "a refresh token only",
        TokenBody.without(shape).refreshToken(TokenBody.token("refresh")).ok());
    answers.put(
        "a token of another type",
        TokenBody.with(shape, TokenBody.token("access")).tokenType("mac").ok());
    return answers;
  }

  private Optional<Granted> notGranted(Fault fault) {
    return Optional.of(exchange(bench(), fault))
        .filter(Granted.class::isInstance)
        .map(Granted.class::cast);
  }

  @TestFactory
  Stream<DynamicTest> refreshThatAnswersAnotherKindOfTokenBringsNone() {
    return oauth2().stream()
        .flatMap(
            oauth2 ->
                tokenSets(oauth2).stream()
                    .flatMap(set -> otherTypes(oauth2, set).map(type -> otherKind(set, type))));
  }

  private DynamicTest otherKind(TokenSetShape set, String type) {
    Fault answer = TokenBody.with(set.refreshed(), TokenBody.token("access")).tokenType(type).ok();
    return dynamicTest(
        set.name() + ": " + type,
        () ->
            assertThat(bench().lab.refresh(keptGrant(set), answer)).isNotInstanceOf(Granted.class));
  }

  /** The types of the other token sets, and one that no bearer token has. */
  private static Stream<String> otherTypes(OAuth2 oauth2, TokenSetShape set) {
    Stream<String> others =
        tokenSets(oauth2).stream()
            .map(TokenSetShape::requiredType)
            .flatMap(Optional::stream)
            .filter(type -> !set.refreshed().requiredType().equals(Optional.of(type)));
    return Stream.concat(others, Stream.of("mac"));
  }

  static TokenAnswer exchange(Bench bench, Fault fault) {
    return bench.lab.exchange(fault);
  }

  /** What was kept of an earlier answer, with everything in it. */
  static TokenGrant keptGrant(TokenSetShape shape) {
    return TokenGrant.builder(shape.name(), TokenBody.token("old-access"))
        .tokenType("Bearer")
        .refreshToken(TokenBody.token("old-refresh"))
        .expiresIn(Duration.ofHours(8))
        .scopes(Scopes.of("old"))
        .extra("kit", "kept")
        .build();
  }
}
