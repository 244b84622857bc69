package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.providers.TokenAnswer.Granted;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.util.List;
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
    Bench bench = hurriedBench();
    return oauth2().stream()
        .flatMap(oauth2 -> TwelveAnswers.toExchange(oauth2, primarySet(oauth2)).stream())
        .map(
            one -> dynamicTest(one.name(), () -> one.check().accept(exchange(bench, one.fault()))));
  }

  @TestFactory
  Stream<DynamicTest> twelveAnswersAreRightInARefresh() {
    Bench bench = hurriedBench();
    return oauth2().stream().flatMap(oauth2 -> answersToRefresh(bench, oauth2)).map(test -> test);
  }

  private static Stream<DynamicTest> answersToRefresh(Bench bench, OAuth2 oauth2) {
    TokenGrant kept = keptGrant(primarySet(oauth2));
    return TwelveAnswers.toRefresh(oauth2, primarySet(oauth2), kept).stream()
        .map(
            one ->
                dynamicTest(
                    one.name(), () -> one.check().accept(refresh(bench, kept, one.fault()))));
  }

  @Test
  void everyFieldOfAnAnswerIsTaken() {
    if (oauth2().isEmpty()) {
      return;
    }
    TokenSetShape shape = oauth2().map(ContractFixture::primarySet).orElseThrow();
    Secret refreshToken = TokenBody.token("refresh");
    TokenAnswer answer =
        exchange(
            bench(),
            TokenBody.with(shape, TokenBody.token("access"))
                .tokenType("Bearer")
                .refreshToken(refreshToken)
                .expiresIn(SHORT.toSeconds())
                .scope("read write")
                .ok());

    assertThat(answer).isInstanceOf(Granted.class);
    TokenGrant grant = ((Granted) answer).primary();
    assertThat(grant.refreshToken()).as("the refresh token").isEqualTo(Optional.of(refreshToken));
    assertThat(grant.expiresIn()).as("the expiry").contains(SHORT);
    assertThat(grant.scopes()).as("the scopes").contains(Scopes.of("read", "write"));
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
        .tokenType("Bearer")
        .ok();
  }

  @TestFactory
  Stream<DynamicTest> answerWithoutATokenIsNoGrant() {
    return oauth2().stream()
        .map(ContractFixture::primarySet)
        .flatMap(shape -> tokenless(shape).stream())
        .map(
            fault ->
                dynamicTest(
                    "without a token",
                    () -> assertThat(notGranted(fault)).as("a grant").isEmpty()));
  }

  static List<Fault> tokenless(TokenSetShape shape) {
    return List.of(
        TokenBody.without(shape).ok(),
        TokenBody.without(shape).put("message", "Something went wrong").ok(),
        TokenBody.without(shape).put("id_token", TokenBody.token("id").reveal()).ok(),
        TokenBody.without(shape).refreshToken(TokenBody.token("refresh")).ok(),
        TokenBody.with(shape, TokenBody.token("access")).tokenType("mac").ok());
  }

  // A hook that gives up by an exception makes no grant either.
  private Optional<Granted> notGranted(Fault fault) {
    try {
      return Optional.of(exchange(bench(), fault))
          .filter(Granted.class::isInstance)
          .map(Granted.class::cast);
    } catch (dev.patchbay.error.IntegrationException noGrant) {
      return Optional.empty();
    }
  }

  static TokenAnswer exchange(Bench bench, Fault fault) {
    bench.service.script(Endpoint.TOKEN, fault);
    return bench.exchange();
  }

  static TokenAnswer refresh(Bench bench, TokenGrant kept, Fault fault) {
    bench.service.script(Endpoint.TOKEN, fault);
    return bench.lab.refresh(kept);
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
