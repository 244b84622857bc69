package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostHogRefreshIT {
  private static final String US = "https://us.posthog.com";

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sandbox sandbox = Sandbox.start(clock);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersAManualAppWithNewTokensAndNoIdToken() {
    Flow flow = flow(PostHogDialect.cloud());
    HttpResponse<String> first = connect(flow);

    HttpResponse<String> reply = refresh(flow, text(first, "refresh_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"access_token\":\"pha_CNRY-access-\\w+\",\"expires_in\":3600,"
                + "\"token_type\":\"Bearer\",\"scope\":\"openid user:read\","
                + "\"refresh_token\":\"phr_CNRY-refresh-\\w+\","
                + "\"scoped_teams\":\\[12345],\"scoped_organizations\":\\[],"
                + "\"posthog_region\":\"us\",\"posthog_base_url\":\"https://us.posthog.com\"}");
    assertThat(text(reply, "access_token")).isNotEqualTo(text(first, "access_token"));
    assertThat(text(reply, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
  }

  @Test
  void takesAnOldRefreshTokenForTwoMinutes() {
    Flow flow = flow(PostHogDialect.cloud());
    String refreshToken = text(connect(flow), "refresh_token");
    HttpResponse<String> second = refresh(flow, refreshToken);

    clock.advance(Duration.ofMinutes(2).minusMillis(1));
    HttpResponse<String> third = refresh(flow, refreshToken);

    assertThat(third.statusCode()).isEqualTo(200);
    assertThat(text(third, "access_token")).isNotEqualTo(text(second, "access_token"));
    assertThat(text(third, "refresh_token")).isNotEqualTo(text(second, "refresh_token"));
    assertThat(refresh(flow, text(second, "refresh_token")).statusCode()).isEqualTo(200);
  }

  @Test
  void revokesTheWholeFamilyForAnOldRefreshTokenAfterThat() {
    Flow flow = flow(PostHogDialect.cloud());
    HttpResponse<String> first = connect(flow);
    HttpResponse<String> second = refresh(flow, text(first, "refresh_token"));
    HttpResponse<String> third = refresh(flow, text(second, "refresh_token"));

    clock.advance(Duration.ofMinutes(2));
    assertDead(refresh(flow, text(first, "refresh_token")));

    for (HttpResponse<String> reply : List.of(first, second, third)) {
      assertThat(posthog().isAlive(text(reply, "access_token"))).isFalse();
      assertDead(refresh(flow, text(reply, "refresh_token")));
    }
  }

  @Test
  void keepsTheRefreshTokenOfAnAppWithoutASecret() {
    Flow flow = flow(PostHogDialect.cloud().withoutClientSecret());
    HttpResponse<String> first = connect(flow);
    assertThat(text(first, "expires_in")).isEqualTo("604800");

    for (int time = 0; time < 20; time++) {
      clock.advance(Duration.ofDays(7));
      HttpResponse<String> reply = refresh(flow, text(first, "refresh_token"));
      assertThat(text(reply, "refresh_token").equals(text(first, "refresh_token"))).isTrue();
      assertThat(text(reply, "expires_in")).isEqualTo("604800");
      assertThat(posthog().isAlive(text(reply, "access_token"))).isTrue();
    }
    assertThat(posthog().isAlive(text(first, "access_token"))).isFalse();
  }

  @Test
  void refreshesTwentyTimesInARow() {
    Flow flow = flow(PostHogDialect.cloud());
    HttpResponse<String> reply = connect(flow);

    for (int time = 0; time < 20; time++) {
      clock.advance(Duration.ofHours(1));
      assertThat(posthog().isAlive(text(reply, "access_token"))).isFalse();
      reply = refresh(flow, text(reply, "refresh_token"));
      assertThat(posthog().isAlive(text(reply, "access_token"))).isTrue();
    }
  }

  @Test
  void refusesUnknownAndRevokedTokens() {
    Flow flow = flow(PostHogDialect.cloud());
    HttpResponse<String> first = connect(flow);
    HttpResponse<String> second = refresh(flow, text(first, "refresh_token"));
    Map<String, String> form = flow.refresh("unused");
    form.put("token", text(second, "access_token"));
    assertThat(flow.send(flow.form(US + "/oauth/revoke/", form)).statusCode()).isEqualTo(200);

    assertDead(refresh(flow, "phr_FAKE"));
    assertDead(refresh(flow, text(first, "refresh_token")));
    assertDead(refresh(flow, text(second, "refresh_token")));
  }

  @Test
  void knowsNoClientInTheOtherRegion() {
    Flow flow = flow(PostHogDialect.cloud().inRegion("eu"));
    SandboxService posthog = posthog();
    String refreshToken = posthog.issueGrant(Scopes.none()).refreshToken().orElseThrow();

    assertThat(text(refresh(flow, refreshToken), "error")).isEqualTo("invalid_client");
    assertThat(posthog.isRefreshAlive(refreshToken)).isTrue();
  }

  private SandboxService posthog() {
    return sandbox.service("posthog");
  }

  private Flow flow(PostHogDialect dialect) {
    return new Flow(sandbox, sandbox.add(dialect), US + "/oauth/authorize/", US + "/oauth/token/");
  }

  private static HttpResponse<String> connect(Flow flow) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", "openid user:read");
    return flow.token(flow.exchange(flow.newCode(parameters)));
  }

  private static HttpResponse<String> refresh(Flow flow, String refreshToken) {
    return flow.token(flow.refresh(refreshToken));
  }

  private static void assertDead(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo(
            "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid credentials given.\"}");
  }
}
