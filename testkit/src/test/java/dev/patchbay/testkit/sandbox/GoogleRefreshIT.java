package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleRefreshIT {
  private static final String READ = "https://www.googleapis.com/auth/gmail.readonly";
  private static final String PROFILE = "https://gmail.googleapis.com/gmail/v1/users/me/profile";

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sandbox sandbox = Sandbox.start(clock);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersWithANewAccessTokenAndNoRefreshToken() {
    Flow flow = flow(GoogleDialect.gmail());
    HttpResponse<String> first = connect(flow, READ);

    HttpResponse<String> reply = refresh(flow, text(first, "refresh_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"access_token\":\"ya29\\.CNRY-access-\\w+\",\"expires_in\":3599,"
                + "\"scope\":\"https://www.googleapis.com/auth/gmail.readonly\","
                + "\"token_type\":\"Bearer\"}");
    assertThat(text(reply, "access_token")).isNotEqualTo(text(first, "access_token"));
    assertThat(gmail().isAlive(text(first, "access_token"))).isTrue();
  }

  @Test
  void repeatsTheIdTokenWhereOpenidWasGranted() {
    Flow flow = flow(GoogleDialect.gmail());
    HttpResponse<String> first = connect(flow, "openid " + READ);

    HttpResponse<String> reply = refresh(flow, text(first, "refresh_token"));

    assertThat(text(reply, "id_token")).startsWith("FAKE.CNRY-id-");
  }

  @Test
  void refreshesWithTheSameTokenForEver() {
    Flow flow = flow(GoogleDialect.gmail());
    String refreshToken = text(connect(flow, READ), "refresh_token");

    for (int time = 0; time < 20; time++) {
      String accessToken = text(refresh(flow, refreshToken), "access_token");
      assertThat(profile(flow, accessToken)).isEqualTo(200);
      clock.advance(Duration.ofSeconds(3599));
      assertThat(profile(flow, accessToken)).isEqualTo(401);
    }

    clock.advance(Duration.ofDays(3650));
    assertThat(refresh(flow, refreshToken).statusCode()).isEqualTo(200);
    assertThat(gmail().refreshesSeen()).containsEntry(refreshToken, 21);
  }

  @Test
  void countsTheWeekOfAnAppInTestingFromTheConsent() {
    Flow flow = flow(GoogleDialect.gmail().testing());
    String refreshToken = text(connect(flow, READ), "refresh_token");

    clock.advance(Duration.ofDays(6));
    assertThat(text(refresh(flow, refreshToken), "refresh_token_expires_in"))
        .isEqualTo(Long.toString(Duration.ofDays(1).toSeconds() - 1));
    clock.advance(Duration.ofHours(12));
    assertThat(text(refresh(flow, refreshToken), "refresh_token_expires_in"))
        .isEqualTo(Long.toString(Duration.ofHours(12).toSeconds() - 1));
    clock.advance(Duration.ofHours(12));

    assertRefused(
        refresh(flow, refreshToken), "invalid_grant", "Token has been expired or revoked.");
  }

  @Test
  void refusesATokenThatWasRevoked() {
    Flow flow = flow(GoogleDialect.gmail());
    HttpResponse<String> first = connect(flow, READ);
    String refreshToken = text(first, "refresh_token");
    HttpResponse<String> second = refresh(flow, refreshToken);

    flow.send(
        flow.form(
            "https://oauth2.googleapis.com/revoke", Map.of("token", text(second, "access_token"))));

    assertRefused(
        refresh(flow, refreshToken), "invalid_grant", "Token has been expired or revoked.");
    assertThat(gmail().isAlive(text(first, "access_token"))).isFalse();
  }

  @Test
  void refusesUnknownTokensAndThoseOfAnotherClient() {
    Flow flow = flow(GoogleDialect.gmail());
    OAuthClient other = gmail().createClient();
    Map<String, String> foreign = flow.refresh(text(connect(flow, READ), "refresh_token"));
    foreign.put("client_id", other.clientId());
    foreign.put("client_secret", other.clientSecret().orElseThrow().reveal());

    assertRefused(refresh(flow, "1//0FAKE"), "invalid_grant", "Bad Request");
    assertRefused(flow.token(foreign), "unauthorized_client", "Unauthorized");
  }

  @Test
  void takesARefreshToTheServiceOfItsClientWhereTwoShareTheUrl() {
    Flow mail = flow(GoogleDialect.gmail());
    SandboxService drive = sandbox.add(GoogleDialect.drive());
    String refreshToken = drive.issueGrant(Scopes.of("openid")).refreshToken().orElseThrow();
    Map<String, String> form = mail.refresh(refreshToken);
    form.put("client_id", drive.client().clientId());
    form.put("client_secret", drive.client().clientSecret().orElseThrow().reveal());

    assertThat(mail.token(form).statusCode()).isEqualTo(200);
    assertThat(drive.refreshesSeen()).containsOnlyKeys(refreshToken);
    assertThat(gmail().refreshesSeen()).isEmpty();
  }

  private SandboxService gmail() {
    return sandbox.service("gmail");
  }

  private Flow flow(GoogleDialect dialect) {
    return new Flow(
        sandbox,
        sandbox.add(dialect),
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token");
  }

  private static HttpResponse<String> connect(Flow flow, String scopes) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", scopes);
    parameters.put("access_type", "offline");
    return flow.token(flow.exchange(flow.newCode(parameters)));
  }

  private static HttpResponse<String> refresh(Flow flow, String refreshToken) {
    return flow.token(flow.refresh(refreshToken));
  }

  private static int profile(Flow flow, String accessToken) {
    return flow.get(PROFILE, "Authorization", "Bearer " + accessToken).statusCode();
  }

  private static void assertRefused(HttpResponse<String> reply, String code, String description) {
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo("{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(code, description));
    assertThat(json(reply).at("access_token").isMissing()).isTrue();
  }
}
