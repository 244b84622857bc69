package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubRefreshIT {
  private static final String JSON = "application/json";
  private static final String DEAD =
      "{\"error\":\"bad_refresh_token\","
          + "\"error_description\":\"The refresh token passed is incorrect or expired.\","
          + "\"error_uri\":\"https://docs.github.com\"}";

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sandbox sandbox = Sandbox.start(clock);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersAGitHubAppWithSixFieldsAndTwoNewTokens() {
    Flow flow = flow(GitHubDialect.gitHubApp());
    HttpResponse<String> first = connect(flow);

    HttpResponse<String> reply = refresh(flow, text(first, "refresh_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"access_token\":\"ghu_CNRY-access-\\w+\",\"expires_in\":28800,"
                + "\"refresh_token\":\"ghr_CNRY-refresh-\\w+\","
                + "\"refresh_token_expires_in\":15897600,"
                + "\"token_type\":\"bearer\",\"scope\":\"\"}");
    assertThat(text(reply, "access_token")).isNotEqualTo(text(first, "access_token"));
    assertThat(text(reply, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
  }

  @Test
  void killsBothOldTokensAtOnce() {
    Flow flow = flow(GitHubDialect.gitHubApp());
    HttpResponse<String> first = connect(flow);
    assertThat(user(flow, text(first, "access_token"))).isEqualTo(200);

    HttpResponse<String> second = refresh(flow, text(first, "refresh_token"));

    assertThat(user(flow, text(first, "access_token"))).isEqualTo(401);
    assertDead(refresh(flow, text(first, "refresh_token")));
    assertThat(user(flow, text(second, "access_token"))).isEqualTo(200);
  }

  @Test
  void answersInAFormUnlessAskedForJson() {
    Flow flow = flow(GitHubDialect.gitHubApp());
    String refreshToken = text(connect(flow), "refresh_token");

    assertThat(flow.token(flow.refresh(refreshToken)).body()).startsWith("access_token=ghu_");
    assertThat(flow.token(flow.refresh(refreshToken)).body()).startsWith("error=bad_refresh_token");
  }

  @Test
  void endsAccessTokensAfterEightHoursAndRefreshTokensAfterHalfAYear() {
    Flow flow = flow(GitHubDialect.gitHubApp());
    HttpResponse<String> first = connect(flow);
    clock.advance(Duration.ofHours(8));
    assertThat(user(flow, text(first, "access_token"))).isEqualTo(401);

    clock.advance(Duration.ofDays(183));
    HttpResponse<String> second = refresh(flow, text(first, "refresh_token"));
    assertThat(user(flow, text(second, "access_token"))).isEqualTo(200);

    clock.advance(Duration.ofDays(184));
    assertDead(refresh(flow, text(second, "refresh_token")));
  }

  @Test
  void refreshesTwentyTimesInARow() {
    Flow flow = flow(GitHubDialect.gitHubApp());
    HttpResponse<String> reply = connect(flow);

    for (int time = 0; time < 20; time++) {
      clock.advance(Duration.ofDays(100));
      reply = refresh(flow, text(reply, "refresh_token"));
      assertThat(user(flow, text(reply, "access_token"))).isEqualTo(200);
    }
  }

  @Test
  void refusesUnknownTokensAndTellsWrongSecretsApart() {
    Flow flow = flow(GitHubDialect.gitHubApp());

    assertDead(refresh(flow, "ghr_FAKE"));
    Map<String, String> wrong = flow.refresh(text(connect(flow), "refresh_token"));
    wrong.put("client_secret", "wrong");
    assertThat(text(flow.token(wrong, "Accept", JSON), "error"))
        .isEqualTo("incorrect_client_credentials");
  }

  @Test
  void knowsNoRefreshTokensOfAnOAuthApp() {
    Flow flow = flow(GitHubDialect.oauthApp());
    SandboxGrant grant = github().issueGrant(Scopes.none());

    assertDead(refresh(flow, grant.refreshToken().orElseThrow()));

    clock.advance(Duration.ofDays(3650));
    assertThat(user(flow, grant.accessToken())).as("it never expires").isEqualTo(200);
  }

  private SandboxService github() {
    return sandbox.service("github");
  }

  private Flow flow(GitHubDialect dialect) {
    return new Flow(
        sandbox,
        sandbox.add(dialect),
        "https://github.com/login/oauth/authorize",
        "https://github.com/login/oauth/access_token");
  }

  private static HttpResponse<String> connect(Flow flow) {
    return flow.token(flow.exchange(flow.newCode()), "Accept", JSON);
  }

  private static HttpResponse<String> refresh(Flow flow, String refreshToken) {
    return flow.token(flow.refresh(refreshToken), "Accept", JSON);
  }

  private static int user(Flow flow, String accessToken) {
    return flow.get("https://api.github.com/user", "Authorization", "Bearer " + accessToken)
        .statusCode();
  }

  private static void assertDead(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(DEAD);
  }
}
