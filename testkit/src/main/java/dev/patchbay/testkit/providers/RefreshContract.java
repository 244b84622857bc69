package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.ConnectionManager;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.providers.TokenAnswer.Granted;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
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
    TokenBody body = TokenBody.with(set.refreshed(), access).typed();
    putRefreshToken(body, form, refresh);
    side.putInto(body);
    TokenAnswer answer = bench().lab.refresh(kept, body.ok());

    assertThat(answer).isInstanceOf(Granted.class);
    Holding merged = ((Granted) answer).primary();
    assertThat(merged.name()).isEqualTo(set.name());
    assertThat(merged.accessToken()).as("the access token").isEqualTo(access);
    assertThat(merged.refreshToken())
        .as("the refresh token")
        .isEqualTo(form.equals("new") ? Optional.of(refresh) : kept.refreshToken());
    assertThat(merged.scopes()).isEqualTo(side.scopes());
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
    for (Credentials before : refreshable()) {
      Optional<Secret> given = given(before);
      Credentials after = refreshed(before);

      assertThat(sent()).as("what was sent").isEqualTo(given);
      assertThat(after.tokenSet()).isEqualTo(before.tokenSet());
      assertAlive(after);
    }
  }

  @Test
  void twentyRefreshesInARowLeaveTokensThatAreAlive() {
    for (Credentials first : refreshable()) {
      Credentials last = first;
      for (int i = 0; i < IN_A_ROW; i++) {
        last = refreshed(last);
      }
      assertAlive(last);
    }
  }

  @Test
  void refreshedCredentialWorksAtTheApi() {
    for (Credentials before : refreshable()) {
      end(before);
      CredentialsRequest request = request(before);
      Credentials after = connections().credentials(Bench.WORKSPACE, request);

      assertThat(after.version()).as("the credential's version").isGreaterThan(before.version());
      assertThat(bench().service.isAlive(after.accessToken().reveal()))
          .as("the access token is alive")
          .isTrue();
      bench().identityCall().ifPresent(call -> assertTaken(call, request));
    }
  }

  /** Waits until it is over; one whose life nobody tells lives until a 401 says otherwise. */
  private void end(Credentials credentials) {
    Optional<Duration> life =
        credentials
            .expiresAt()
            .map(end -> Duration.between(bench().clock.instant(), end))
            .or(() -> oauth2().flatMap(oauth2 -> oauth2.refresh().accessLife()));
    life.ifPresentOrElse(bench().clock::advance, () -> refreshed(credentials));
  }

  private void assertTaken(IdentityCall call, CredentialsRequest request) {
    AuthorizedClient api = connections().http(Bench.WORKSPACE, request);
    URI uri =
        call.base()
            .map(bench()::url)
            .map(base -> URI.create(base + call.path()))
            .orElseGet(() -> api.url(call.path()));
    ApiRequest.Builder question = ApiRequest.builder(call.method(), uri);
    int refreshes = bench().service.count(Endpoint.TOKEN);
    ApiReply reply =
        api.send((call.jsonBody().isEmpty() ? question : question.json(call.jsonBody())).build());

    assertThat(reply.isSuccess()).as("the API takes the credential: " + reply.status()).isTrue();
    assertThat(reply.json().at("ok").truth()).isNotEqualTo(Optional.of(false));
    assertThat(bench().service.count(Endpoint.TOKEN)).as("the refreshes").isEqualTo(refreshes);
  }

  @Test
  void refreshDoesToOldTokensWhatIsDeclared() {
    for (Credentials before : refreshable()) {
      RefreshRules rules = oauth2().map(OAuth2::refresh).orElseThrow();
      boolean kept = rules.rotation() == RefreshRotation.KEPT;
      Optional<Secret> given = given(before);
      Credentials after = refreshedAtAll(before);

      assertThat(given(after).equals(given)).as("the refresh token stays").isEqualTo(kept);
      assertThat(bench().service.isAlive(before.accessToken().reveal()))
          .as("the old access token lives on")
          .isEqualTo(!rules.endsAccessToken());
      assertThat(isTakenAgain(before, given))
          .as("the old refresh token is taken again at once")
          .isEqualTo(kept || rules.replayWindow().isPresent());
      bench().clock.advance(rules.replayWindow().orElse(Duration.ZERO).plusSeconds(1));
      assertThat(isTakenAgain(before, given))
          .as("the old refresh token is taken again after the window")
          .isEqualTo(kept);
    }
  }

  /** The token sets that the service gave a refresh token for; none where it knows none. */
  private List<Credentials> refreshable() {
    return oauth2().isEmpty()
        ? List.of()
        : bench().lab.holdings(connected().id()).stream()
            .map(Holding::credentials)
            .filter(credentials -> given(credentials).isPresent())
            .toList();
  }

  /** The refresh token that the service gave last. */
  private Optional<Secret> given(Credentials credentials) {
    return bench()
        .service
        .findLatest(credentials.accessToken().reveal())
        .flatMap(SandboxGrant::refreshToken)
        .map(Secret::of);
  }

  /** The refresh token that was sent last. */
  private Optional<Secret> sent() {
    List<RecordedRequest> asked = bench().service.requests(Endpoint.TOKEN);
    return TokenLab.refreshToken(asked.get(asked.size() - 1));
  }

  /** One that was refreshed just now is above suspicion for a moment. */
  private Credentials refreshed(Credentials before) {
    if (before.version() > 1) {
      bench().clock.advance(Duration.ofMinutes(1));
    }
    return bench().lab.renew(before);
  }

  private Credentials refreshedAtAll(Credentials before) {
    try {
      return refreshed(before);
    } catch (IntegrationException | AssertionError impossible) {
      return Assumptions.abort("It could not be refreshed, which another test shows");
    }
  }

  private boolean isTakenAgain(Credentials before, Optional<Secret> refreshToken) {
    TokenGrant old =
        TokenGrant.builder(before.tokenSet(), before.accessToken())
            .refreshToken(refreshToken.orElseThrow())
            .build();
    return bench().lab.refresh(old) instanceof Granted;
  }

  /** The refresh token is what the next refresh sends, and the service takes it. */
  private void assertAlive(Credentials credentials) {
    assertThat(bench().service.isAlive(credentials.accessToken().reveal()))
        .as("the access token is alive")
        .isTrue();
    Optional<Secret> given = given(credentials);
    refreshed(credentials);
    assertThat(sent()).as("the refresh token that is kept").isEqualTo(given);
  }

  private static CredentialsRequest request(Credentials credentials) {
    return CredentialsRequest.builder(credentials.connectionId())
        .tokenSet(credentials.tokenSet())
        .build();
  }

  private ConnectionManager connections() {
    return bench().integrations().connections();
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
