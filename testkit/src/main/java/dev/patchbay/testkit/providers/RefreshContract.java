package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.providers.TokenAnswer.Granted;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A refresh replaces what came, keeps what did not, and blanks nothing. */
abstract class RefreshContract extends FailureContract {
  private static final List<String> REFRESH_TOKENS = List.of("new", "absent", "null", "empty");
  private static final int IN_A_ROW = 20;
  private static final List<Side> SIDES =
      List.of(
          new Side("scope and expiry", "read write", 1234, Scopes.of("read", "write"), 1234L),
          new Side("neither scope nor expiry", null, null, Scopes.of("old"), null),
          new Side("an expiry nobody can read", null, "soon", Scopes.of("old"), null));

  @TestFactory
  Stream<DynamicTest> refreshReplacesWhatCameAndKeepsTheRest() {
    return oauth2().stream()
        .flatMap(oauth2 -> tokenSets(oauth2).stream())
        .flatMap(
            set ->
                REFRESH_TOKENS.stream()
                    .flatMap(form -> SIDES.stream().map(side -> merge(set, form, side))));
  }

  private DynamicTest merge(TokenSetShape set, String form, Side side) {
    return dynamicTest(
        set.name() + ": refresh token " + form + ", with " + side.name(),
        () -> assertMerged(set, form, side));
  }

  private void assertMerged(TokenSetShape set, String form, Side side) {
    TokenGrant kept = keptGrant(set);
    Secret access = TokenBody.token("access");
    Secret refresh = TokenBody.token("refresh");
    TokenBody body = TokenBody.with(set.refreshed(), access).tokenType("Bearer");
    putRefreshToken(body, form, refresh);
    side.putInto(body);
    TokenAnswer answer = refresh(bench(), kept, body.ok());

    assertThat(answer).isInstanceOf(Granted.class);
    TokenGrant merged = ((Granted) answer).primary();
    assertThat(merged.name()).isEqualTo(set.name());
    assertThat(merged.accessToken()).as("the access token").isEqualTo(access);
    assertThat(merged.refreshToken())
        .as("the refresh token")
        .isEqualTo(form.equals("new") ? Optional.of(refresh) : kept.refreshToken());
    assertThat(merged.scopes()).contains(side.scopes());
    assertThat(merged.expiresIn()).isEqualTo(side.life());
    assertThat(merged.extra()).isEqualTo(Map.of("kit", "kept"));
  }

  private static void putRefreshToken(TokenBody body, String form, Secret token) {
    switch (form) {
      case "new" -> body.refreshToken(token);
      case "null" -> body.refreshTokenAs(null);
      case "empty" -> body.refreshTokenAs("");
      default -> {}
    }
  }

  @Test
  void eachTokenSetIsRefreshedByItsOwnToken() {
    for (TokenGrant before : refreshable()) {
      TokenGrant after = refreshed(before);
      List<RecordedRequest> asked = bench().service.requests(Endpoint.TOKEN);
      Optional<String> sent = asked.get(asked.size() - 1).bodyField("refresh_token");

      assertThat(sent.map(Secret::of)).as("what was sent").isEqualTo(before.refreshToken());
      assertThat(after.name()).isEqualTo(before.name());
      assertAlive(after);
    }
  }

  @Test
  void twentyRefreshesInARowLeaveTokensThatAreAlive() {
    for (TokenGrant first : refreshable()) {
      TokenGrant last = first;
      for (int i = 0; i < IN_A_ROW; i++) {
        last = refreshed(last);
      }
      assertAlive(last);
    }
  }

  @Test
  void refreshDoesToOldTokensWhatIsDeclared() {
    for (TokenGrant before : refreshable()) {
      RefreshRules rules = oauth2().map(OAuth2::refresh).orElseThrow();
      boolean kept = rules.rotation() == RefreshRotation.KEPT;
      TokenGrant after = refreshed(before);

      assertThat(after.refreshToken().equals(before.refreshToken()))
          .as("the refresh token stays")
          .isEqualTo(kept);
      assertThat(bench().service.isAlive(before.accessToken().reveal()))
          .as("the old access token lives on")
          .isEqualTo(!rules.endsAccessToken());
      assertThat(isTakenAgain(before))
          .as("the old refresh token is taken again at once")
          .isEqualTo(kept || rules.replayWindow().isPresent());
      bench().clock.advance(rules.replayWindow().orElse(Duration.ZERO).plusSeconds(1));
      assertThat(isTakenAgain(before))
          .as("the old refresh token is taken again after the window")
          .isEqualTo(kept);
    }
  }

  /** The token sets that the service gave a refresh token for; none where it knows none. */
  private List<TokenGrant> refreshable() {
    return oauth2().isEmpty()
        ? List.of()
        : granted().grants().stream().filter(grant -> grant.refreshToken().isPresent()).toList();
  }

  private TokenGrant refreshed(TokenGrant before) {
    TokenAnswer answer = bench().lab.refresh(before);
    assertThat(answer).isInstanceOf(Granted.class);
    return ((Granted) answer).primary();
  }

  private boolean isTakenAgain(TokenGrant before) {
    return bench().lab.refresh(before) instanceof Granted;
  }

  private void assertAlive(TokenGrant grant) {
    boolean refreshable =
        grant
            .refreshToken()
            .map(Secret::reveal)
            .filter(bench().service::isRefreshAlive)
            .isPresent();

    assertThat(bench().service.isAlive(grant.accessToken().reveal()))
        .as("the access token is alive")
        .isTrue();
    assertThat(refreshable).as("the refresh token is alive").isTrue();
  }

  /** What else an answer says, and what is known after it. */
  private record Side(
      String name,
      @Nullable String scope,
      @Nullable Object expiry,
      Scopes scopes,
      @Nullable Long seconds) {
    void putInto(TokenBody body) {
      if (scope != null) {
        body.scope(scope);
      }
      if (expiry != null) {
        body.expiresIn(expiry);
      }
    }

    Optional<Duration> life() {
      return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }
  }
}
