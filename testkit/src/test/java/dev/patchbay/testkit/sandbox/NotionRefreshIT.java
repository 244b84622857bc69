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

class NotionRefreshIT {
  private static final String API = "https://api.notion.com/v1";
  private static final String VERSION = "Notion-Version";
  private static final String NEWEST = "2026-03-11";

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sandbox sandbox = Sandbox.start(clock);
  private final SandboxService notion = sandbox.add(NotionDialect.standard());
  private final Flow flow = flow(sandbox, notion);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersInTheFullShapeWithTwoNewTokens() {
    HttpResponse<String> first = connect();

    HttpResponse<String> reply = refresh(text(first, "refresh_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"access_token\":\"ntn_CNRY-access-\\w+\",\"token_type\":\"bearer\","
                + "\"refresh_token\":\"nrt_CNRY-refresh-\\w+\",\"bot_id\":\"[^\"]+\","
                + "\"workspace_id\":\"[^\"]+\",\"workspace_name\":\"Sandy Box's workspace\","
                + "\"workspace_icon\":null,\"owner\":\\{.+},"
                + "\"duplicated_template_id\":null,\"request_id\":\"[^\"]+\"}");
    for (String same : List.of("bot_id", "workspace_id", "owner.user.id")) {
      assertThat(text(reply, same)).isEqualTo(text(first, same));
    }
    assertThat(text(reply, "access_token")).isNotEqualTo(text(first, "access_token"));
    assertThat(text(reply, "refresh_token")).isNotEqualTo(text(first, "refresh_token"));
  }

  @Test
  void killsTheOldRefreshTokenAndLeavesTheOldAccessToken() {
    HttpResponse<String> first = connect();

    refresh(text(first, "refresh_token"));

    assertDead(refresh(text(first, "refresh_token")));
    clock.advance(Duration.ofDays(3650));
    assertThat(notion.isAlive(text(first, "access_token"))).isTrue();
  }

  @Test
  void refreshesTwentyTimesInARow() {
    HttpResponse<String> reply = connect();

    for (int time = 0; time < 20; time++) {
      reply = refresh(text(reply, "refresh_token"));
      assertThat(notion.isAlive(text(reply, "access_token"))).isTrue();
    }
  }

  @Test
  void refusesUnknownAndRevokedTokensInTheFormOfTheRfc() {
    String refreshToken = text(connect(), "refresh_token");
    notion.revoke(refreshToken);

    assertDead(refresh("nrt_FAKE"));
    assertDead(refresh(refreshToken));
  }

  @Test
  void demandsVersionHeaderAndBasicOfARefreshToo() {
    Map<String, String> fields = fields(text(connect(), "refresh_token"));
    OAuthClient client = notion.client();
    String basic = Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());

    assertThat(text(flow.tokenJson(fields, "Authorization", basic), "code"))
        .isEqualTo("missing_version");
    assertThat(text(flow.tokenJson(fields, VERSION, NEWEST), "error")).isEqualTo("invalid_client");
    assertThat(flow.tokenJson(fields, "Authorization", basic, VERSION, NEWEST).statusCode())
        .isEqualTo(200);
  }

  @Test
  void knowsNoRefreshTokensOfOldConnections() {
    try (Sandbox other = Sandbox.start(clock)) {
      SandboxService old = other.add(NotionDialect.withoutRefreshToken());
      String refreshToken = old.issueGrant(Scopes.none()).refreshToken().orElseThrow();

      assertDead(refresh(flow(other, old), old, refreshToken));
    }
  }

  private static Flow flow(Sandbox sandbox, SandboxService service) {
    return new Flow(sandbox, service, API + "/oauth/authorize", API + "/oauth/token");
  }

  private HttpResponse<String> connect() {
    Map<String, String> parameters = flow.authorization();
    parameters.put("owner", "user");
    Map<String, String> fields = flow.exchange(flow.newCode(parameters));
    fields.keySet().removeAll(List.of("client_id", "client_secret"));
    return token(flow, notion, fields);
  }

  private HttpResponse<String> refresh(String refreshToken) {
    return refresh(flow, notion, refreshToken);
  }

  private static HttpResponse<String> refresh(
      Flow flow, SandboxService service, String refreshToken) {
    return token(flow, service, fields(refreshToken));
  }

  private static Map<String, String> fields(String refreshToken) {
    return Map.of("grant_type", "refresh_token", "refresh_token", refreshToken);
  }

  private static HttpResponse<String> token(
      Flow flow, SandboxService service, Map<String, String> fields) {
    OAuthClient client = service.client();
    String basic = Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());
    return flow.tokenJson(fields, "Authorization", basic, VERSION, NEWEST);
  }

  private static void assertDead(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo(
            "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid refresh token.\"}");
  }
}
