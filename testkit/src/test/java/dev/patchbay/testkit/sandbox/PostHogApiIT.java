package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostHogApiIT {
  private static final String US = "https://us.posthog.com";
  private static final String EU = "https://eu.posthog.com";
  private static final String ME = "/api/users/@me/";
  private static final String KEY = "/api/personal_api_keys/@current/";
  private static final String USERINFO = "/oauth/userinfo/";

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService posthog = sandbox.add(PostHogDialect.cloud());
  private final Flow flow =
      new Flow(sandbox, posthog, US + "/oauth/authorize/", US + "/oauth/token/");

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void tellsWhoTheTokenBelongsTo() {
    HttpResponse<String> reply = get(ME, posthog.issueToken(Scopes.of("user:read")));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .startsWith(
            "{\"uuid\":\"583231\",\"distinct_id\":\"sandbox-583231\",\"first_name\":\"Sandy\","
                + "\"last_name\":\"Box\",\"email\":\"sandy@example.test\",\"organization\":{");
    assertThat(text(reply, "organization.name")).isEqualTo("Sandbox Org");
    assertThat(text(reply, "team.id")).isEqualTo("12345");
    assertThat(reply.body()).contains("\"organizations\":[{");
    assertThat(posthog.count(Endpoint.IDENTITY)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:read", "user:write", "*"})
  void tellsKeysAndTokensWithTheScopeWhoTheyBelongTo(String scope) {
    Scopes scopes = Scopes.of("query:read", scope);

    assertThat(text(get(ME, posthog.issueKey(scopes)), "uuid")).isEqualTo("583231");
    assertThat(text(get(ME, posthog.issueToken(scopes)), "uuid")).isEqualTo("583231");
  }

  @Test
  void namesTheScopeThatIsMissing() {
    HttpResponse<String> reply = get(ME, posthog.issueKey(Scopes.of("query:read")));

    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body())
        .isEqualTo(
            "{\"type\":\"authentication_error\",\"code\":\"permission_denied\","
                + "\"detail\":\"API key missing required scope 'user:read'\",\"attr\":null}");
    assertThat(get(ME, posthog.issueToken(Scopes.of("openid"))).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {ME, KEY, USERINFO})
  void refusesDeadAndUnknownKeysAndTokens(String path) {
    Scopes scopes = Scopes.of("user:read", "openid");
    String key = posthog.issueKey(scopes);
    SandboxGrant grant = posthog.issueGrant(scopes);
    posthog.revoke(key);
    posthog.revoke(grant.refreshToken().orElseThrow());

    for (String dead : List.of(key, grant.accessToken(), "phx_FAKE", "pha_FAKE")) {
      HttpResponse<String> reply = get(path, dead);

      assertThat(reply.statusCode()).isEqualTo(401);
      assertThat(reply.body())
          .isEqualTo(
              "{\"type\":\"authentication_error\",\"code\":\"authentication_failed\",\"detail\":"
                  + "\"Personal API key found in request Authorization header is invalid.\","
                  + "\"attr\":null}");
    }
    assertThat(get(path, posthog.issueGrant(scopes).refreshToken().orElseThrow()).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {ME, KEY, USERINFO})
  void asksForCredentialsWhereNoneWereSent(String path) {
    HttpResponse<String> reply = flow.get(US + path);

    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(text(reply, "code")).isEqualTo("not_authenticated");
  }

  @Test
  void tellsWhatAKeyIsEvenIfItAllowsNothing() {
    String key = posthog.issueKey(Scopes.none());

    HttpResponse<String> reply = get(KEY, key);

    assertThat(key).startsWith("phx_CNRY-key-");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"id\":\"key-\\w+\",\"label\":\"Sandbox key\",\"mask_value\":\"phx_\\.\\.\\.\\w{4}\","
                + "\"scopes\":\\[],\"scoped_teams\":\\[],\"scoped_organizations\":\\[],"
                + "\"user_id\":\\d+,\"created_at\":\"[^\"]+\",\"last_used_at\":\"[^\"]+\","
                + "\"last_rolled_at\":null}")
        .doesNotContain(key);
    assertThat(text(reply, "mask_value")).endsWith(key.substring(key.length() - 4));
    assertThat(posthog.count(Endpoint.KEY_IDENTITY)).isEqualTo(1);
    assertThat(posthog.count(Endpoint.IDENTITY)).isZero();
  }

  @Test
  void tellsWhatAKeyAllows() {
    assertThat(get(KEY, posthog.issueKey(Scopes.of("query:read", "user:read"))).body())
        .contains("\"scopes\":[\"query:read\",\"user:read\"]");
  }

  @Test
  void knowsAnAccountByOneNumberThatIsNotItsUuid() {
    String first = text(get(KEY, posthog.issueKey(Scopes.none())), "user_id");
    String again = text(get(KEY, posthog.issueKey(Scopes.none())), "user_id");
    posthog.signIn(SandboxAccount.builder("uuid-2", "other").build());
    String other = text(get(KEY, posthog.issueKey(Scopes.none())), "user_id");

    assertThat(again).isEqualTo(first);
    assertThat(first).isNotEqualTo("583231").isNotEqualTo(other);
  }

  @Test
  void showsNoKeyToATokenOfAnApp() {
    HttpResponse<String> reply = get(KEY, posthog.issueToken(Scopes.of("*")));

    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(text(reply, "code")).isEqualTo("permission_denied");
  }

  @Test
  void tellsOfItsUserWhatTheScopesOfATokenAllow() {
    assertThat(get(USERINFO, posthog.issueToken(Scopes.of("openid"))).body())
        .isEqualTo("{\"sub\":\"583231\"}");
    assertThat(get(USERINFO, posthog.issueToken(Scopes.of("openid", "email"))).body())
        .isEqualTo("{\"sub\":\"583231\",\"email\":\"sandy@example.test\",\"email_verified\":true}");
    assertThat(get(USERINFO, posthog.issueToken(Scopes.of("openid", "profile"))).body())
        .isEqualTo(
            "{\"sub\":\"583231\",\"given_name\":\"Sandy\",\"family_name\":\"Box\","
                + "\"name\":\"Sandy Box\"}");
    assertThat(posthog.count(Endpoint.USERINFO)).isEqualTo(3);
  }

  @Test
  void tellsNothingToTokensWithoutOpenidNorToKeys() {
    HttpResponse<String> reply = get(USERINFO, posthog.issueToken(Scopes.of("email", "profile")));

    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(text(reply, "code")).isEqualTo("permission_denied");
    assertThat(text(reply, "detail")).contains("'openid'");
    assertThat(get(USERINFO, posthog.issueKey(Scopes.of("openid"))).statusCode()).isEqualTo(401);
  }

  @Test
  void tellsOfNameAndEmailNoMoreThanTheAccountShows() {
    posthog.signIn(
        SandboxAccount.builder("uuid-7", "quiet").email("q@example.test").emailHidden().build());
    String token = posthog.issueToken(Scopes.of("user:read", "openid", "email", "profile"));

    HttpResponse<String> me = get(ME, token);

    assertThat(text(me, "first_name")).isEmpty();
    assertThat(me.body()).contains("\"last_name\":\"\"").contains("\"email\":null");
    assertThat(get(USERINFO, token).body()).contains("\"email\":null").contains("\"name\":\"\"");
  }

  @Test
  void tellsWhichEmailAddressWasNeverConfirmed() {
    posthog.signIn(
        SandboxAccount.builder("uuid-7", "new").email("n@example.test").emailUnverified().build());

    HttpResponse<String> reply = get(USERINFO, posthog.issueToken(Scopes.of("openid", "email")));

    assertThat(json(reply).at("email").textOrNumber()).contains("n@example.test");
    assertThat(reply.body()).contains("\"email_verified\":false");
  }

  @Test
  void keepsNamesOfOneWordAndOfMany() {
    posthog.signIn(SandboxAccount.builder("1", "a").name("Ada").build());
    HttpResponse<String> one = get(ME, posthog.issueKey(Scopes.of("user:read")));
    posthog.signIn(SandboxAccount.builder("1", "a").name("Ada King Lovelace").build());
    HttpResponse<String> many = get(ME, posthog.issueKey(Scopes.of("user:read")));

    assertThat(one.body()).contains("\"first_name\":\"Ada\",\"last_name\":\"\"");
    assertThat(many.body()).contains("\"first_name\":\"Ada\",\"last_name\":\"King Lovelace\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us", "eu"})
  void knowsKeysAndTokensInItsOwnRegionOnly(String region) {
    try (Sandbox other = Sandbox.start()) {
      SandboxService there = other.add(PostHogDialect.cloud().inRegion(region));
      Flow flow = new Flow(other, there, US, US);
      Scopes scopes = Scopes.of("user:read", "openid");
      String key = "Bearer " + there.issueKey(scopes);
      String token = "Bearer " + there.issueToken(scopes);
      String home = region.equals("us") ? US : EU;
      String wrong = region.equals("us") ? EU : US;

      assertThat(flow.get(home + ME, "Authorization", key).statusCode()).isEqualTo(200);
      assertThat(flow.get(wrong + ME, "Authorization", key).statusCode()).isEqualTo(401);
      assertThat(flow.get(home + KEY, "Authorization", key).statusCode()).isEqualTo(200);
      assertThat(flow.get(wrong + KEY, "Authorization", key).statusCode()).isEqualTo(401);
      assertThat(flow.get(home + USERINFO, "Authorization", token).statusCode()).isEqualTo(200);
      assertThat(flow.get(wrong + USERINFO, "Authorization", token).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void answersNothingAtHostsOfOtherRegions() {
    assertThat(flow.get("https://app.posthog.com" + ME).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path, String token) {
    return flow.get(US + path, "Authorization", "Bearer " + token);
  }
}
