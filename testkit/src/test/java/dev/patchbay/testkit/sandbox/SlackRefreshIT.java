package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackRefreshIT {
  private static final String REST =
      "\"team\":{\"id\":\"T1\",\"name\":\"Example\"},\"enterprise\":null,"
          + "\"is_enterprise_install\":false}";

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sandbox sandbox = Sandbox.start(clock);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersForTheBotAtTheTop() {
    Flow flow = rotating();

    HttpResponse<String> reply = refresh(flow, text(install(flow), "refresh_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .startsWith(
            "{\"ok\":true,\"app_id\":\"A0SANDBOX\",\"access_token\":\"xoxe.xoxb-1-CNRY-bot-")
        .contains("\"refresh_token\":\"xoxe-1-CNRY-refresh-")
        .endsWith(
            "\"expires_in\":43200,\"token_type\":\"bot\",\"scope\":\"channels:read,users:read\","
                + "\"bot_user_id\":\"U0SANDBOT\","
                + REST);
  }

  @Test
  void answersForTheUserAtTheTop() {
    Flow flow = rotating();

    HttpResponse<String> reply = refresh(flow, text(install(flow), "authed_user.refresh_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .startsWith(
            "{\"ok\":true,\"app_id\":\"A0SANDBOX\",\"access_token\":\"xoxe.xoxp-1-CNRY-user-")
        .contains("\"refresh_token\":\"xoxe-1-CNRY-refresh-")
        .endsWith(
            "\"expires_in\":43200,\"token_type\":\"user\",\"scope\":\"files:read\","
                + "\"user_id\":\"583231\","
                + REST);
  }

  @Test
  void refreshesBotAndUserApart() {
    Flow flow = rotating();
    HttpResponse<String> both = install(flow);

    refresh(flow, text(both, "refresh_token"));

    assertThat(slack().isRefreshAlive(text(both, "refresh_token"))).isFalse();
    assertThat(slack().isRefreshAlive(text(both, "authed_user.refresh_token"))).isTrue();
    assertDead(refresh(flow, text(both, "refresh_token")));
    assertThat(refresh(flow, text(both, "authed_user.refresh_token")).body())
        .startsWith("{\"ok\":true,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "authed_user."})
  void keepsTwoAccessTokensAliveAndEndsTheOldest(String kind) {
    Flow flow = rotating();
    HttpResponse<String> both = install(flow);
    String first = text(both, kind + "access_token");
    String other = text(both, (kind.isEmpty() ? "authed_user." : "") + "access_token");

    HttpResponse<String> second = refresh(flow, text(both, kind + "refresh_token"));
    assertThat(slack().isAlive(first)).as("after one refresh").isTrue();
    HttpResponse<String> third = refresh(flow, text(second, "refresh_token"));

    assertThat(slack().isAlive(first)).as("after two").isFalse();
    assertThat(slack().isAlive(text(second, "access_token"))).isTrue();
    assertThat(slack().isAlive(text(third, "access_token"))).isTrue();
    assertThat(slack().isAlive(other)).as("of the other kind").isTrue();
  }

  @Test
  void countsTheUserTokensOfEachUserAndTheBotTokensOfAll() {
    Flow flow = rotating();
    HttpResponse<String> mine = install(flow);
    slack().signIn(SandboxAccount.builder("U2", "second").build());
    install(flow);
    slack().signIn(SandboxAccount.builder("U3", "third").build());
    install(flow);

    assertThat(slack().isAlive(text(mine, "authed_user.access_token"))).isTrue();
    assertThat(slack().isAlive(text(mine, "access_token"))).isFalse();
    assertThat(slack().isRefreshAlive(text(mine, "refresh_token"))).isTrue();
  }

  @Test
  void letsAnOldAccessTokenLiveUntilItsOwnEndAndSaysThatItHasExpired() {
    Flow flow = rotating();
    HttpResponse<String> both = install(flow);
    clock.advance(Duration.ofHours(11));
    HttpResponse<String> next = refresh(flow, text(both, "refresh_token"));

    assertThat(authTest(flow, text(both, "access_token"))).contains("\"ok\":true");
    clock.advance(Duration.ofHours(1));

    assertThat(authTest(flow, text(both, "access_token")))
        .isEqualTo("{\"ok\":false,\"error\":\"token_expired\"}");
    assertThat(authTest(flow, text(next, "access_token"))).contains("\"ok\":true");
  }

  @Test
  void refreshesTwentyTimesInARow() {
    Flow flow = rotating();
    String refreshToken = text(install(flow), "refresh_token");

    for (int time = 0; time < 20; time++) {
      HttpResponse<String> reply = refresh(flow, refreshToken);
      refreshToken = text(reply, "refresh_token");
      assertThat(authTest(flow, text(reply, "access_token"))).contains("\"ok\":true");
    }
  }

  @Test
  void refusesUnknownUsedAndRevokedTokensAlike() {
    Flow flow = rotating();
    HttpResponse<String> both = install(flow);
    String used = text(both, "refresh_token");
    String revoked = text(both, "authed_user.refresh_token");
    refresh(flow, used);
    flow.send(
        flow.form(
            "https://slack.com/api/auth.revoke", Map.of(), "Authorization", "Bearer " + revoked));

    assertDead(refresh(flow, "xoxe-1-FAKE"));
    assertDead(refresh(flow, used));
    assertDead(refresh(flow, revoked));
  }

  @Test
  void takesTheSecretInAHeaderToo() {
    Flow flow = rotating();
    OAuthClient client = slack().client();
    Map<String, String> form = flow.refresh(text(install(flow), "refresh_token"));
    form.keySet().removeAll(List.of("client_id", "client_secret"));
    String basic = Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());

    assertThat(flow.token(form, "Authorization", basic).body()).startsWith("{\"ok\":true,");
    assertThat(flow.token(form, "Authorization", Flow.basic(client.clientId(), "wrong")).body())
        .isEqualTo("{\"ok\":false,\"error\":\"bad_client_secret\"}");
  }

  @Test
  void knowsNoRefreshTokensOfAnAppWithoutRotation() {
    Flow flow = flow(SlackDialect.classic());

    assertDead(refresh(flow, slack().issueGrant(Scopes.none()).refreshToken().orElseThrow()));
  }

  private SandboxService slack() {
    return sandbox.service("slack");
  }

  private Flow rotating() {
    return flow(SlackDialect.rotating().team("T1", "Example"));
  }

  private Flow flow(SlackDialect dialect) {
    return new Flow(
        sandbox,
        sandbox.add(dialect),
        "https://slack.com/oauth/v2/authorize",
        "https://slack.com/api/oauth.v2.access");
  }

  private static HttpResponse<String> install(Flow flow) {
    Map<String, String> parameters = flow.authorization();
    parameters.keySet().removeAll(List.of("code_challenge", "code_challenge_method"));
    parameters.put("scope", "channels:read,users:read");
    parameters.put("user_scope", "files:read");
    Map<String, String> form = flow.exchange(flow.newCode(parameters));
    form.remove("code_verifier");
    return flow.token(form);
  }

  private static HttpResponse<String> refresh(Flow flow, String refreshToken) {
    return flow.token(flow.refresh(refreshToken));
  }

  private static String authTest(Flow flow, String accessToken) {
    return flow.send(
            flow.form(
                "https://slack.com/api/auth.test",
                Map.of(),
                "Authorization",
                "Bearer " + accessToken))
        .body();
  }

  private static void assertDead(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"ok\":false,\"error\":\"invalid_refresh_token\"}");
  }
}
