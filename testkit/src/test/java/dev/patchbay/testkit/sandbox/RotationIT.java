package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RotationIT {
  private static final int RACERS = 32;
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final Duration INSTANT = Duration.ofNanos(1);

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sandbox sandbox = Sandbox.start(clock);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersWithTheStandardFieldsAndNewTokens() {
    Flow flow = flow(Rotation.strictWithAccess());
    HttpResponse<String> first = flow.token(flow.exchange(flow.newCode()));

    HttpResponse<String> second = refresh(flow, text(first, "refresh_token"));

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(second.body())
        .matches(
            "\\{\"access_token\":\"CNRY-access-\\w+\",\"token_type\":\"Bearer\","
                + "\"expires_in\":3600,\"refresh_token\":\"CNRY-refresh-\\w+\","
                + "\"scope\":\"read write\"}");
    assertThat(acme().isAlive(text(second, "access_token"))).isTrue();
    assertThat(acme().isRefreshAlive(text(second, "refresh_token"))).isTrue();
  }

  @Test
  void keepsTheRefreshTokenAndBothAccessTokensWithoutRotation() {
    Flow flow = flow(Rotation.none());
    SandboxGrant grant = acme().issueGrant(Scopes.of("read"));
    String refreshToken = grant.refreshToken().orElseThrow();

    HttpResponse<String> reply = refresh(flow, refreshToken);

    assertThat(json(reply).at("refresh_token").isMissing()).isTrue();
    assertThat(acme().isAlive(text(reply, "access_token"))).isTrue();
    assertThat(acme().isAlive(grant.accessToken())).isTrue();
    assertThat(refresh(flow, refreshToken).statusCode()).isEqualTo(200);
  }

  @Test
  void killsTheOldRefreshTokenAloneWhereRotationIsStrict() {
    Flow flow = flow(Rotation.strict());
    SandboxGrant grant = acme().issueGrant(Scopes.of("read"));
    String refreshToken = grant.refreshToken().orElseThrow();

    HttpResponse<String> reply = refresh(flow, refreshToken);

    assertThat(acme().isRefreshAlive(refreshToken)).isFalse();
    assertThat(acme().isRevoked(refreshToken)).isTrue();
    assertThat(acme().isAlive(grant.accessToken())).isTrue();
    assertRefused(refresh(flow, refreshToken));
    assertThat(acme().isRefreshAlive(text(reply, "refresh_token"))).isTrue();
  }

  @Test
  void killsTheOldAccessTokenTooWhereRotationIsStrictWithAccess() {
    Flow flow = flow(Rotation.strictWithAccess());
    SandboxGrant grant = acme().issueGrant(Scopes.of("read"));
    String refreshToken = grant.refreshToken().orElseThrow();

    refresh(flow, refreshToken);

    assertThat(acme().isAlive(grant.accessToken())).isFalse();
    assertThat(me(flow, grant.accessToken())).isEqualTo(401);
    assertRefused(refresh(flow, refreshToken));
  }

  @Test
  void repeatsItsAnswerUntilTheWindowCloses() {
    Flow flow = flow(Rotation.replay(WINDOW));
    SandboxGrant grant = acme().issueGrant(Scopes.of("read"));
    String refreshToken = grant.refreshToken().orElseThrow();

    HttpResponse<String> answer = refresh(flow, refreshToken);
    assertThat(refresh(flow, refreshToken).body()).isEqualTo(answer.body());
    clock.advance(WINDOW.minus(INSTANT));
    HttpResponse<String> last = refresh(flow, refreshToken);

    assertThat(text(last, "access_token")).isEqualTo(text(answer, "access_token"));
    assertThat(text(last, "refresh_token")).isEqualTo(text(answer, "refresh_token"));
    assertThat(text(last, "expires_in")).as("what is left of the hour").isEqualTo("1800");
    assertThat(acme().isRefreshAlive(refreshToken)).isTrue();
    clock.advance(INSTANT);
    assertThat(acme().isRefreshAlive(refreshToken)).isFalse();
    assertRefused(refresh(flow, refreshToken));
    assertThat(refresh(flow, text(answer, "refresh_token")).statusCode()).isEqualTo(200);
  }

  @Test
  void givesNewTokensAgainUntilTheGraceIsOver() {
    Flow flow = flow(Rotation.graceThenFamily(WINDOW));
    SandboxGrant grant = acme().issueGrant(Scopes.of("read"));
    String refreshToken = grant.refreshToken().orElseThrow();

    HttpResponse<String> first = refresh(flow, refreshToken);
    clock.advance(WINDOW.minus(INSTANT));
    HttpResponse<String> second = refresh(flow, refreshToken);

    assertThat(text(second, "access_token")).isNotEmpty().isNotEqualTo(text(first, "access_token"));
    assertThat(text(second, "refresh_token"))
        .isNotEmpty()
        .isNotEqualTo(text(first, "refresh_token"));
    assertThat(acme().isRefreshAlive(text(first, "refresh_token"))).isTrue();
    assertThat(acme().isRefreshAlive(text(second, "refresh_token"))).isTrue();
  }

  @Test
  void endsTheWholeFamilyOnceAnOldTokenComesAfterTheGrace() {
    Flow flow = flow(Rotation.graceThenFamily(WINDOW));
    SandboxGrant grant = acme().issueGrant(Scopes.of("read"));
    SandboxGrant sibling = acme().issueGrant(Scopes.of("read"));
    String refreshToken = grant.refreshToken().orElseThrow();
    HttpResponse<String> first = refresh(flow, refreshToken);
    clock.advance(WINDOW.minus(INSTANT));
    HttpResponse<String> second = refresh(flow, refreshToken);

    clock.advance(INSTANT);
    assertThat(acme().isAlive(text(first, "access_token"))).isTrue();
    assertRefused(refresh(flow, refreshToken));

    assertThat(acme().isAlive(grant.accessToken())).isFalse();
    for (HttpResponse<String> reply : List.of(first, second)) {
      assertThat(acme().isAlive(text(reply, "access_token"))).isFalse();
      assertRefused(refresh(flow, text(reply, "refresh_token")));
    }
    assertThat(acme().isAlive(sibling.accessToken())).as("of another family").isTrue();
    assertThat(refresh(flow, sibling.refreshToken().orElseThrow()).statusCode()).isEqualTo(200);
  }

  @Test
  void leavesAFamilyAloneWhereAnotherClientBringsAnOldTokenOfIt() {
    Flow flow = flow(Rotation.graceThenFamily(WINDOW));
    String refreshToken = acme().issueGrant(Scopes.none()).refreshToken().orElseThrow();
    HttpResponse<String> reply = refresh(flow, refreshToken);
    clock.advance(WINDOW);

    assertRefused(flow.token(by(acme().createClient(), flow.refresh(refreshToken))));

    assertThat(acme().isAlive(text(reply, "access_token"))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void refreshesTwentyTimesInARow(Rotation rotation) {
    Flow flow = flow(rotation);
    SandboxGrant first = acme().issueGrant(Scopes.of("read"));
    String refreshToken = first.refreshToken().orElseThrow();
    String accessToken = first.accessToken();

    for (int time = 0; time < 20; time++) {
      clock.advance(Duration.ofHours(2));
      assertThat(acme().isAlive(accessToken)).as("after its time").isFalse();
      HttpResponse<String> reply = refresh(flow, refreshToken);
      accessToken = text(reply, "access_token");
      refreshToken = json(reply).at("refresh_token").text().orElse(refreshToken);
      assertThat(me(flow, accessToken)).isEqualTo(200);
    }

    assertThat(acme().count(Endpoint.TOKEN)).isEqualTo(20);
    assertThat(acme().findLatest(first.accessToken()).orElseThrow().accessToken())
        .isEqualTo(accessToken);
  }

  @Test
  void letsOneOfManyWhoRaceHaveAStrictRefreshToken() throws Exception {
    Flow flow = flow(Rotation.strict());
    for (int round = 0; round < 10; round++) {
      Map<String, String> form =
          flow.refresh(acme().issueGrant(Scopes.none()).refreshToken().orElseThrow());

      List<HttpResponse<String>> replies = race(flow, form);

      assertThat(replies).filteredOn(reply -> reply.statusCode() == 200).hasSize(1);
      assertThat(replies).filteredOn(reply -> reply.statusCode() == 400).hasSize(RACERS - 1);
      assertThat(acme().refreshesSeen()).containsEntry(form.get("refresh_token"), RACERS);
    }
  }

  @Test
  void givesAllWhoRaceTheSameTokensWithinTheWindow() throws Exception {
    Flow flow = flow(Rotation.replay(WINDOW));
    String refreshToken = acme().issueGrant(Scopes.none()).refreshToken().orElseThrow();

    List<HttpResponse<String>> replies = race(flow, flow.refresh(refreshToken));

    assertThat(replies).allMatch(reply -> reply.statusCode() == 200);
    assertThat(replies.stream().map(HttpResponse::body).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("lenient")
  void givesEachWhoRacesAnAccessTokenOfItsOwn(Rotation rotation) throws Exception {
    Flow flow = flow(rotation);
    String refreshToken = acme().issueGrant(Scopes.none()).refreshToken().orElseThrow();

    List<String> tokens =
        race(flow, flow.refresh(refreshToken)).stream()
            .map(reply -> text(reply, "access_token"))
            .distinct()
            .toList();

    assertThat(tokens.stream().filter(acme()::isAlive)).hasSize(RACERS);
  }

  @Test
  void refusesTokensThatAreUnknownMissingOrOfAnotherClient() {
    Flow flow = flow(Rotation.strict());
    String refreshToken = acme().issueGrant(Scopes.none()).refreshToken().orElseThrow();
    String accessToken = acme().issueToken(Scopes.none());
    Map<String, String> none = flow.refresh("");

    assertRefused(refresh(flow, "no-token"));
    assertRefused(flow.token(none));
    assertRefused(refresh(flow, accessToken));
    assertRefused(flow.token(by(acme().createClient(), flow.refresh(refreshToken))));
    assertThat(refresh(flow, refreshToken).statusCode()).as("its owner").isEqualTo(200);
  }

  @Test
  void spendsNoRefreshTokenOnAClientThatDoesNotProveItself() {
    Flow flow = flow(Rotation.strict());
    String refreshToken = acme().issueGrant(Scopes.none()).refreshToken().orElseThrow();
    Map<String, String> form = flow.refresh(refreshToken);
    form.put("client_secret", "wrong");

    assertThat(flow.token(form).statusCode()).isEqualTo(401);
    assertThat(refresh(flow, refreshToken).statusCode()).isEqualTo(200);
  }

  @Test
  void refreshesEachTokenSetByItselfAtTheTop() {
    TokenSetShape user =
        TokenSetShape.builder("user")
            .accessToken("authed_user.access_token")
            .refreshToken("authed_user.refresh_token")
            .build();
    Flow flow =
        Acme.flow(
            sandbox,
            sandbox.add(
                StandardDialect.of(
                    Acme.definition(
                        oauth2 -> oauth2.tokenSets(TokenSetShape.builder("bot").build(), user)))));
    HttpResponse<String> both = flow.token(flow.exchange(flow.newCode()));

    HttpResponse<String> reply = refresh(flow, text(both, "authed_user.refresh_token"));

    assertThat(text(reply, "access_token")).startsWith("CNRY-access-");
    assertThat(acme().isAlive(text(both, "authed_user.access_token"))).isFalse();
    assertThat(acme().isAlive(text(both, "access_token"))).as("of the other set").isTrue();
    assertThat(acme().isRefreshAlive(text(both, "refresh_token"))).isTrue();
  }

  @Test
  void endsAllThatCameOfAGrantWhicheverTokenItsOwnerNames() {
    Flow flow = flow(Rotation.strict());
    SandboxGrant grant = acme().issueGrant(Scopes.none());
    HttpResponse<String> reply = refresh(flow, grant.refreshToken().orElseThrow());

    acme().revoke(grant.refreshToken().orElseThrow());

    assertThat(acme().isAlive(grant.accessToken())).isFalse();
    assertThat(acme().isAlive(text(reply, "access_token"))).isFalse();
    assertRefused(refresh(flow, text(reply, "refresh_token")));
  }

  @Test
  void endsOneTokenAndLeavesTheRefreshTokenGood() {
    Flow flow = flow(Rotation.strictWithAccess());
    SandboxGrant grant = acme().issueGrant(Scopes.none());

    assertThat(acme().endToken(grant.accessToken())).isTrue();
    assertThat(acme().endToken(grant.accessToken())).isFalse();

    assertThat(me(flow, grant.accessToken())).isEqualTo(401);
    assertThat(refresh(flow, grant.refreshToken().orElseThrow()).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesARefreshTokenThatWasEndedAlone() {
    Flow flow = flow(Rotation.none());
    SandboxGrant grant = acme().issueGrant(Scopes.none());
    String refreshToken = grant.refreshToken().orElseThrow();

    assertThat(acme().endToken(refreshToken)).isTrue();

    assertRefused(refresh(flow, refreshToken));
    assertThat(me(flow, grant.accessToken())).isEqualTo(200);
  }

  @Test
  void countsHowOftenEachRefreshTokenCame() {
    Flow flow = flow(Rotation.none());
    refresh(flow, "one");
    refresh(flow, "two");
    refresh(flow, "two");

    assertThat(acme().refreshesSeen()).containsOnly(entry("one", 1), entry("two", 2));
    assertThat(acme().codesSeen()).isEmpty();
  }

  @Test
  void takesNoWindowThatNeverOpens() {
    for (Duration window : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatIllegalArgumentException().isThrownBy(() -> Rotation.replay(window));
      assertThatIllegalArgumentException().isThrownBy(() -> Rotation.graceThenFamily(window));
    }
  }

  static Stream<Rotation> rotations() {
    return Stream.of(
        Rotation.none(),
        Rotation.strict(),
        Rotation.strictWithAccess(),
        Rotation.replay(WINDOW),
        Rotation.graceThenFamily(WINDOW));
  }

  static Stream<Rotation> lenient() {
    return Stream.of(Rotation.none(), Rotation.graceThenFamily(WINDOW));
  }

  private SandboxService acme() {
    return sandbox.service("acme");
  }

  private Flow flow(Rotation rotation) {
    StandardDialect dialect = StandardDialect.of(Acme.definition()).withRotation(rotation);
    return Acme.flow(sandbox, sandbox.add(dialect));
  }

  private static HttpResponse<String> refresh(Flow flow, String refreshToken) {
    return flow.token(flow.refresh(refreshToken));
  }

  private static Map<String, String> by(OAuthClient client, Map<String, String> form) {
    form.put("client_id", client.clientId());
    form.put("client_secret", client.clientSecret().orElseThrow().reveal());
    return form;
  }

  private static int me(Flow flow, String accessToken) {
    return flow.get(Acme.ME, "Authorization", "Bearer " + accessToken).statusCode();
  }

  private static List<HttpResponse<String>> race(Flow flow, Map<String, String> form)
      throws Exception {
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      CyclicBarrier start = new CyclicBarrier(RACERS);
      List<Future<HttpResponse<String>>> running = new ArrayList<>();
      for (int racer = 0; racer < RACERS; racer++) {
        running.add(
            racers.submit(
                () -> {
                  start.await();
                  return flow.token(form);
                }));
      }
      List<HttpResponse<String>> replies = new ArrayList<>();
      for (Future<HttpResponse<String>> one : running) {
        replies.add(one.get());
      }
      return Collections.unmodifiableList(replies);
    } finally {
      racers.shutdownNow();
    }
  }

  private static void assertRefused(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
  }
}
