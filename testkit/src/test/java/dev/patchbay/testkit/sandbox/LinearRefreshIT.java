package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinearRefreshIT {
  private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sandbox sandbox = Sandbox.start(clock);
  private final SandboxService linear = sandbox.add(LinearDialect.standard());
  private final Flow flow = flow(sandbox, linear);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersWithFiveFieldsAndTwoNewTokens() {
    HttpResponse<String> first = connect(flow);

    HttpResponse<String> reply = refresh(text(first, "refresh_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"access_token\":\"lin_oauth_CNRY-access-\\w+\",\"token_type\":\"Bearer\","
                + "\"expires_in\":86399,\"scope\":\"read write\","
                + "\"refresh_token\":\"lin_refresh_CNRY-refresh-\\w+\"}");
    assertThat(text(reply, "access_token")).isNotEqualTo(text(first, "access_token"));
    assertThat(text(reply, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
  }

  @Test
  void givesALostAnswerAgainForHalfAnHour() {
    String refreshToken = text(connect(flow), "refresh_token");
    HttpResponse<String> lost = refresh(refreshToken);

    clock.advance(Duration.ofMinutes(30).minusMillis(1));
    HttpResponse<String> again = refresh(refreshToken);

    assertThat(text(again, "access_token")).isEqualTo(text(lost, "access_token"));
    assertThat(text(again, "refresh_token")).isEqualTo(text(lost, "refresh_token"));
    clock.advance(Duration.ofMillis(1));
    assertDead(refresh(refreshToken));
    assertThat(refresh(text(again, "refresh_token")).statusCode()).isEqualTo(200);
  }

  @Test
  void givesALostAnswerAgainAfterItsTokensWereUsed() {
    String refreshToken = text(connect(flow), "refresh_token");
    HttpResponse<String> lost = refresh(refreshToken);
    HttpResponse<String> next = refresh(text(lost, "refresh_token"));

    HttpResponse<String> again = refresh(refreshToken);

    assertThat(again.body()).isEqualTo(lost.body());
    assertThat(refresh(text(again, "refresh_token")).body()).isEqualTo(next.body());
  }

  @Test
  void refreshesTwentyTimesInARow() {
    HttpResponse<String> reply = connect(flow);

    for (int time = 0; time < 20; time++) {
      clock.advance(Duration.ofDays(1));
      assertThat(linear.isAlive(text(reply, "access_token"))).isFalse();
      reply = refresh(text(reply, "refresh_token"));
      assertThat(linear.isAlive(text(reply, "access_token"))).isTrue();
    }
  }

  @Test
  void refusesUnknownAndRevokedTokens() {
    String refreshToken = text(connect(flow), "refresh_token");
    flow.send(flow.form("https://api.linear.app/oauth/revoke", Map.of("token", refreshToken)));

    assertDead(refresh("lin_refresh_FAKE"));
    assertDead(refresh(refreshToken));
  }

  @Test
  void takesTheSecretInBodyOrHeader() {
    OAuthClient client = linear.client();
    Map<String, String> form = flow.refresh(text(connect(flow), "refresh_token"));
    form.keySet().removeAll(List.of("client_id", "client_secret"));
    String basic = Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());

    HttpResponse<String> reply = flow.token(form, "Authorization", basic);

    assertThat(refresh(text(reply, "refresh_token")).statusCode()).isEqualTo(200);
  }

  @Test
  void wantsNoSecretWhereAProofKeyCameWithTheFlow() {
    Map<String, String> proven = flow.refresh(text(connect(flow), "refresh_token"));
    proven.remove("client_secret");
    Map<String, String> parameters = flow.authorization();
    parameters.keySet().removeAll(List.of("code_challenge", "code_challenge_method"));
    parameters.put("scope", "read");
    Map<String, String> exchange = flow.exchange(flow.newCode(parameters));
    exchange.remove("code_verifier");
    Map<String, String> unproven = flow.refresh(text(flow.token(exchange), "refresh_token"));
    unproven.remove("client_secret");

    String second = text(flow.token(proven), "refresh_token");
    proven.put("refresh_token", second);
    assertThat(flow.token(proven).statusCode()).isEqualTo(200);
    proven.put("client_secret", "wrong");
    assertThat(flow.token(proven).statusCode()).isEqualTo(401);
    assertThat(flow.token(unproven).statusCode()).isEqualTo(401);
  }

  @Test
  void listsScopesInAnArrayToAppsOfLongAgo() {
    try (Sandbox other = Sandbox.start(clock)) {
      Flow old = flow(other, other.add(LinearDialect.legacyScopes()));

      HttpResponse<String> reply = old.token(old.refresh(text(connect(old), "refresh_token")));

      assertThat(reply.body()).contains("\"scope\":[\"read\",\"write\"]");
    }
  }

  private static Flow flow(Sandbox sandbox, SandboxService service) {
    return new Flow(
        sandbox,
        service,
        "https://linear.app/oauth/authorize",
        "https://api.linear.app/oauth/token");
  }

  private static HttpResponse<String> connect(Flow flow) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", "read,write");
    return flow.token(flow.exchange(flow.newCode(parameters)));
  }

  private HttpResponse<String> refresh(String refreshToken) {
    return flow.token(flow.refresh(refreshToken));
  }

  private static void assertDead(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":\"Invalid refresh token\"}");
  }
}
