package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackApiIT {
  private static final String API = "https://slack.com/api/";
  private static final String REVOKED = "{\"ok\":true,\"revoked\":true}";

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersForTheBotAboutTheBot() {
    start(SlackDialect.classic().team("T1", "Example Team"));

    HttpResponse<String> reply =
        test(service().issueToken(Scopes.of("channels:read", "chat:write")));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"ok\":true,\"url\":\"https://example-team.slack.com/\",\"team\":\"Example Team\","
                + "\"user\":\"sandbot\",\"team_id\":\"T1\",\"user_id\":\"U0SANDBOT\","
                + "\"bot_id\":\"B0SANDBOT\",\"is_enterprise_install\":false}");
    assertThat(reply.headers().firstValue("x-oauth-scopes")).contains("channels:read,chat:write");
  }

  @Test
  void answersForTheUserAboutTheUser() {
    start(SlackDialect.classic().team("T1", "Example Team"));

    HttpResponse<String> reply = test(service().issueKey(Scopes.of("users:read")));

    assertThat(reply.body())
        .isEqualTo(
            "{\"ok\":true,\"url\":\"https://example-team.slack.com/\",\"team\":\"Example Team\","
                + "\"user\":\"sandy\",\"team_id\":\"T1\",\"user_id\":\"583231\","
                + "\"is_enterprise_install\":false}");
    assertThat(reply.headers().firstValue("x-oauth-scopes")).contains("users:read");
  }

  @Test
  void tellsHowEachTokenOfAnInstallationIsScopedAndThatItExpires() {
    start(SlackDialect.rotating());
    HttpResponse<String> installed = install(service().client());

    HttpResponse<String> bot = test(text(installed, "access_token"));
    HttpResponse<String> user = test(text(installed, "authed_user.access_token"));

    assertThat(text(bot, "bot_id")).isEqualTo("B0SANDBOT");
    assertThat(text(bot, "expires_in")).isEqualTo("43200");
    assertThat(bot.headers().firstValue("x-oauth-scopes")).contains("channels:read");
    assertThat(text(user, "user_id")).isEqualTo("583231");
    assertThat(text(user, "expires_in")).isEqualTo("43200");
    assertThat(user.headers().firstValue("x-oauth-scopes")).contains("files:read");
  }

  @Test
  void tellsTheEmailAddressOnlyWithTheScopeForIt() {
    start(SlackDialect.classic());

    String plain = service().issueKey(Scopes.of("users:read"));
    assertThat(text(userInfo(plain, "583231"), "user.profile.real_name")).isEqualTo("Sandy Box");
    assertThat(userInfo(plain, "583231").body()).doesNotContain("sandy@example.test");
    String allowed = service().issueKey(Scopes.of("users:read", "users:read.email"));
    assertThat(text(userInfo(allowed, "583231"), "user.profile.email"))
        .isEqualTo("sandy@example.test");
    assertRefused(userInfo(allowed, "2"), "user_not_found");
    String narrow = service().issueKey(Scopes.of("users:read.email"));
    assertRefused(userInfo(narrow, "583231"), "missing_scope");
    assertRefused(userInfo("xoxp-FAKE", "583231"), "invalid_auth");
  }

  @Test
  void tellsDeadTokensFromUnknownOnesAndFromNone() {
    Flow flow = start(SlackDialect.classic());
    String dead = service().issueToken(Scopes.none());
    service().revoke(dead);

    for (String method : new String[] {"auth.test", "auth.revoke"}) {
      assertRefused(call(method, "Bearer " + dead), "token_revoked");
      assertRefused(call(method, "Bearer xoxb-FAKE"), "invalid_auth");
      assertRefused(flow.send(flow.form(API + method, Map.of())), "not_authed");
    }
  }

  @Test
  void readsTheSchemeLetterByLetter() {
    start(SlackDialect.classic());
    String token = service().issueToken(Scopes.none());

    assertRefused(call("auth.test", "bearer " + token), "not_authed");
    assertRefused(call("auth.test", token), "not_authed");
    assertThat(test(token).body()).startsWith("{\"ok\":true,");
  }

  @Test
  void takesNoRefreshTokenForAnAccessToken() {
    start(SlackDialect.rotating());
    SandboxGrant grant = service().issueGrant(Scopes.none());

    assertRefused(test(grant.refreshToken().orElseThrow()), "invalid_auth");
  }

  @Test
  void endsTheOneTokenPresentedWhereTokensRotate() {
    start(SlackDialect.rotating());
    SandboxGrant first = service().issueGrant(Scopes.none());
    SandboxGrant second = service().issueGrant(Scopes.none());
    String refresh = second.refreshToken().orElseThrow();

    HttpResponse<String> reply = revoke(first.accessToken());

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(REVOKED);
    assertRefused(test(first.accessToken()), "token_revoked");
    assertRefused(revoke(first.accessToken()), "token_revoked");
    assertThat(service().isRevoked(first.refreshToken().orElseThrow())).isFalse();
    assertThat(revoke(refresh).body()).isEqualTo(REVOKED);
    assertRefused(revoke(refresh), "token_revoked");
    assertThat(service().isAlive(second.accessToken())).isTrue();
  }

  @Test
  void endsAllOfTheUserAndNothingOfTheBotOrOthers() {
    start(SlackDialect.classic());
    HttpResponse<String> first = install(service().client());
    HttpResponse<String> second = install(service().client());
    HttpResponse<String> otherApp = install(service().createClient());
    String key = service().issueKey(Scopes.none());
    service().signIn(SandboxAccount.builder("2", "other").build());
    HttpResponse<String> otherUser = install(service().client());

    assertThat(revoke(userToken(first)).body()).isEqualTo(REVOKED);

    assertThat(service().isAlive(userToken(first))).isFalse();
    assertThat(service().isAlive(userToken(second))).isFalse();
    assertThat(service().isAlive(text(first, "access_token"))).isTrue();
    assertThat(service().isAlive(userToken(otherApp))).isTrue();
    assertThat(service().isAlive(userToken(otherUser))).isTrue();
    assertThat(service().isAlive(key)).isTrue();
  }

  @Test
  void endsAllOfTheBotWhoeverInstalledItAndNothingOfUsers() {
    start(SlackDialect.classic());
    HttpResponse<String> first = install(service().client());
    HttpResponse<String> otherApp = install(service().createClient());
    service().signIn(SandboxAccount.builder("2", "other").build());
    HttpResponse<String> otherUser = install(service().client());

    assertThat(revoke(text(first, "access_token")).body()).isEqualTo(REVOKED);

    assertThat(service().isAlive(text(first, "access_token"))).isFalse();
    assertThat(service().isAlive(text(otherUser, "access_token"))).isFalse();
    assertThat(service().isAlive(text(otherApp, "access_token"))).isTrue();
    assertThat(service().isAlive(userToken(first))).isTrue();
  }

  @Test
  void endsOneKeyAlone() {
    start(SlackDialect.classic());
    String key = service().issueKey(Scopes.none());
    String other = service().issueKey(Scopes.none());

    assertThat(revoke(key).body()).isEqualTo(REVOKED);

    assertRefused(test(key), "token_revoked");
    assertThat(service().isAlive(other)).isTrue();
  }

  private SandboxService service() {
    return sandbox.service("slack");
  }

  private Flow start(SlackDialect dialect) {
    return flow(sandbox.add(dialect));
  }

  private Flow flow(SandboxService service) {
    return new Flow(
        sandbox, service, "https://slack.com/oauth/v2/authorize", API + "oauth.v2.access");
  }

  private HttpResponse<String> install(OAuthClient client) {
    Flow flow = flow(service());
    Map<String, String> parameters = flow.authorization();
    parameters.remove("code_challenge");
    parameters.put("client_id", client.clientId());
    parameters.put("scope", "channels:read");
    parameters.put("user_scope", "files:read");
    Map<String, String> form = flow.exchange(flow.newCode(parameters));
    form.remove("code_verifier");
    form.put("client_id", client.clientId());
    form.put("client_secret", client.clientSecret().orElseThrow().reveal());
    return flow.token(form);
  }

  private static String userToken(HttpResponse<String> installed) {
    return text(installed, "authed_user.access_token");
  }

  private HttpResponse<String> test(String token) {
    return call("auth.test", "Bearer " + token);
  }

  private HttpResponse<String> revoke(String token) {
    return call("auth.revoke", "Bearer " + token);
  }

  private HttpResponse<String> userInfo(String token, String user) {
    Flow flow = flow(service());
    return flow.get(API + "users.info?user=" + user, "Authorization", "Bearer " + token);
  }

  private HttpResponse<String> call(String method, String authorization) {
    Flow flow = flow(service());
    return flow.send(flow.form(API + method, Map.of(), "Authorization", authorization));
  }

  private static void assertRefused(HttpResponse<String> reply, String code) {
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"ok\":false,\"error\":\"" + code + "\"}");
  }
}
