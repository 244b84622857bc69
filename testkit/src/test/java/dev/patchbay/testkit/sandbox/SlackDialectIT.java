package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackDialectIT {
  private static final String AUTHORIZE = "https://slack.com/oauth/v2/authorize";
  private static final String TOKEN = "https://slack.com/api/oauth.v2.access";
  private static final String BOT = "channels:read,users:read";
  private static final String USER = "channels:read,files:read";
  private static final String REST =
      "\"team\":{\"id\":\"T1\",\"name\":\"Example\"},\"enterprise\":null,"
          + "\"is_enterprise_install\":false";

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void givesOutATokenOfTheBotAndOneOfTheUser() {
    Flow flow = flow(SlackDialect.classic().team("T1", "Example"));

    HttpResponse<String> reply = flow.token(exchange(flow, codeFor(flow, BOT, USER)));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            pattern(
                "{'ok':true,'app_id':'A0SANDBOX','authed_user':{'id':'583231',"
                    + "'scope':'channels:read,files:read','token_type':'user',"
                    + "'access_token':'xoxp-CNRY-user-#'},"
                    + "'scope':'channels:read,users:read','token_type':'bot',"
                    + "'access_token':'xoxb-CNRY-bot-#','bot_user_id':'U0SANDBOT',"
                    + REST
                    + "}"));
    assertThat(service().isAlive(text(reply, "access_token"))).isTrue();
    assertThat(service().isAlive(text(reply, "authed_user.access_token"))).isTrue();
  }

  @Test
  void givesOutTokensThatExpireWhereTheyRotate() {
    Flow flow = flow(SlackDialect.rotating().team("T1", "Example"));

    HttpResponse<String> reply = flow.token(exchange(flow, codeFor(flow, BOT, USER)));

    assertThat(reply.body())
        .matches(
            pattern(
                "{'ok':true,'app_id':'A0SANDBOX','authed_user':{'id':'583231',"
                    + "'scope':'channels:read,files:read','token_type':'user',"
                    + "'access_token':'xoxe.xoxp-1-CNRY-user-#',"
                    + "'refresh_token':'xoxe-1-CNRY-refresh-#','expires_in':43200},"
                    + "'scope':'channels:read,users:read','token_type':'bot',"
                    + "'access_token':'xoxe.xoxb-1-CNRY-bot-#',"
                    + "'refresh_token':'xoxe-1-CNRY-refresh-#','expires_in':43200,"
                    + "'bot_user_id':'U0SANDBOT',"
                    + REST
                    + "}"));
    assertThat(text(reply, "refresh_token")).isNotEqualTo(text(reply, "authed_user.refresh_token"));
  }

  @Test
  void namesJustTheUserWhereOnlyTheBotWasAskedFor() {
    Flow flow = flow(SlackDialect.classic().team("T1", "Example"));

    HttpResponse<String> reply = flow.token(exchange(flow, codeFor(flow, BOT, "")));

    assertThat(reply.body())
        .contains("\"authed_user\":{\"id\":\"583231\"},")
        .contains("\"access_token\":\"xoxb-");
  }

  @Test
  void hasNoTokenAtTheTopWhereOnlyTheUserWasAskedFor() {
    Flow flow = flow(SlackDialect.rotating().team("T1", "Example"));

    HttpResponse<String> reply = flow.token(exchange(flow, codeFor(flow, "", USER)));

    assertThat(reply.body())
        .matches(
            pattern(
                "{'ok':true,'app_id':'A0SANDBOX','authed_user':{'id':'583231',"
                    + "'scope':'channels:read,files:read','token_type':'user',"
                    + "'access_token':'xoxe.xoxp-1-CNRY-user-#',"
                    + "'refresh_token':'xoxe-1-CNRY-refresh-#','expires_in':43200},"
                    + REST
                    + "}"));
  }

  @Test
  void addsAWebhookForItsScope() {
    Flow flow = flow(SlackDialect.classic());

    HttpResponse<String> reply = flow.token(exchange(flow, codeFor(flow, "incoming-webhook", "")));

    assertThat(json(reply).at("incoming_webhook").isMissing()).isFalse();
    assertThat(text(reply, "incoming_webhook.url"))
        .startsWith("https://hooks.slack.com/services/CNRY-webhook-");
  }

  @Test
  void showsAPageWhereNoScopeWasNamed() {
    Flow flow = flow(SlackDialect.classic());
    Map<String, String> none = parameters(flow, "", "");

    HttpResponse<String> page =
        flow.send(flow.withHeaders(AUTHORIZE + "?" + FormFields.encode(none)));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("no_scopes");
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThatThrownBy(() -> flow.approve(none)).hasMessageContaining("no consent page");
  }

  @Test
  void keepsTheScopesOfBotAndUserApart() {
    Flow flow = flow(SlackDialect.classic());
    service().limitScopes(Scopes.of("channels:read", "user:files:read"));

    assertThat(flow.approve(parameters(flow, "channels:read", "files:read"))).containsKey("code");
    assertThat(flow.approve(parameters(flow, "files:read", "")))
        .containsEntry("error", "invalid_scope");
    assertThat(flow.approve(parameters(flow, "", "channels:read")))
        .containsEntry("error", "invalid_scope");
  }

  @Test
  void splitsScopesAtCommasOnly() {
    Flow flow = flow(SlackDialect.classic());
    service().limitScopes(Scopes.of("channels:read", "users:read", "user:a:b", "user:c:d"));

    assertThat(flow.approve(parameters(flow, BOT, "a:b,c:d"))).containsKey("code");

    assertThat(flow.approve(parameters(flow, "channels:read users:read", "")))
        .containsEntry("error", "invalid_scope");
  }

  @Test
  void wantsNoResponseTypeAndNoGrantTypeAndNamesNoIssuer() {
    Flow flow = flow(SlackDialect.classic());
    Map<String, String> parameters = parameters(flow, BOT, "");
    parameters.remove("response_type");
    Map<String, String> callback = flow.approve(parameters);
    Map<String, String> form = exchange(flow, callback.getOrDefault("code", ""));
    form.remove("grant_type");

    assertThat(callback).containsOnlyKeys("code", "state");
    URI denied = SandboxUser.at(sandbox).deny(flow.authorizeUrl(parameters));
    assertThat(Flow.parameters(denied)).isEqualTo(Map.of("error", "access_denied", "state", "s1"));
    assertThat(flow.token(form).body()).startsWith("{\"ok\":true,");
  }

  @Test
  void takesTheSecretInTheBodyOrInAHeader() {
    Flow flow = flow(SlackDialect.classic());
    Map<String, String> inHeader = exchange(flow, codeFor(flow, BOT, ""));
    inHeader.remove("client_id");
    inHeader.remove("client_secret");
    OAuthClient client = service().client();
    String basic = Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());

    assertGranted(flow.token(exchange(flow, codeFor(flow, BOT, ""))));
    assertGranted(flow.token(inHeader, "Authorization", basic));
  }

  @Test
  void wordsRefusalsOfClientsInItsOwnCodes() {
    Flow flow = flow(SlackDialect.classic());
    Map<String, String> noSecret = exchange(flow, codeFor(flow, BOT, ""));
    noSecret.remove("client_secret");
    Map<String, String> wrongSecret = exchange(flow, codeFor(flow, BOT, ""));
    wrongSecret.put("client_secret", "wrong");
    Map<String, String> unknown = exchange(flow, codeFor(flow, BOT, ""));
    unknown.put("client_id", "nobody");

    assertRefused(flow.token(noSecret), "bad_client_secret");
    assertRefused(flow.token(wrongSecret), "bad_client_secret");
    assertRefused(flow.token(unknown), "invalid_client_id");
  }

  @Test
  void wordsRefusalsOfCodesInItsOwnCodes() {
    Flow flow = flow(SlackDialect.classic());
    Map<String, String> once = exchange(flow, codeFor(flow, BOT, ""));
    Map<String, String> elsewhere = exchange(flow, codeFor(flow, BOT, ""));
    elsewhere.put("redirect_uri", Flow.REDIRECT + "/other");

    assertGranted(flow.token(once));
    assertRefused(flow.token(once), "code_already_used");
    assertRefused(flow.token(exchange(flow, "no-code")), "invalid_code");
    assertRefused(flow.token(elsewhere), "bad_redirect_uri");
    elsewhere.put("redirect_uri", Flow.REDIRECT);
    assertRefused(flow.token(elsewhere), "code_already_used");
  }

  @Test
  void refusesWhateverBelongsToAProofKey() {
    Flow flow = flow(SlackDialect.classic());
    Map<String, String> parameters = parameters(flow, BOT, "");
    parameters.put("code_challenge", Flow.CHALLENGE);
    parameters.put("code_challenge_method", "S256");
    Map<String, String> proven = exchange(flow, flow.newCode(parameters));
    proven.put("code_verifier", Flow.VERIFIER);
    Map<String, String> unproven = exchange(flow, flow.newCode(parameters));
    Map<String, String> unasked = exchange(flow, codeFor(flow, BOT, ""));
    unasked.put("code_verifier", Flow.VERIFIER);

    assertRefused(flow.token(proven), "pkce_not_allowed");
    assertRefused(flow.token(unproven), "pkce_not_allowed");
    assertRefused(flow.token(unasked), "pkce_not_allowed");
  }

  @Test
  void refusesJsonAndOtherGrants() {
    Flow flow = flow(SlackDialect.classic());
    Map<String, String> password = exchange(flow, "unused");
    password.put("grant_type", "password");

    assertRefused(flow.tokenJson(exchange(flow, codeFor(flow, BOT, ""))), "invalid_form_data");
    assertRefused(flow.token(password), "invalid_grant_type");
  }

  @Test
  void answersARateLimitWithAStatusOfItsOwn() {
    Flow flow = flow(SlackDialect.classic());
    service().script(Endpoint.TOKEN, Fault.error("ratelimited"), Fault.error("fatal_error"));

    HttpResponse<String> limited = flow.token(exchange(flow, "unused"));

    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("1");
    assertThat(limited.body()).isEqualTo("{\"ok\":false,\"error\":\"ratelimited\"}");
    assertRefused(flow.token(exchange(flow, "unused")), "fatal_error");
  }

  @Test
  void givesOutTokensOfTheBotAndKeysOfTheUserWithoutAFlow() {
    flow(SlackDialect.rotating());

    assertThat(service().issueToken(Scopes.none())).startsWith("xoxe.xoxb-1-");
    assertThat(service().issueGrant(Scopes.none()).refreshToken().orElseThrow())
        .startsWith("xoxe-1-");
    assertThat(service().issueKey(Scopes.none())).startsWith("xoxp-");
    assertThat(SlackDialect.classic().newAccessToken()).startsWith("xoxb-");
  }

  @Test
  void comesWithTheSandbox() {
    assertThat(Dialects.builtIn("slack").orElseThrow())
        .isInstanceOf(SlackDialect.class)
        .extracting(Dialect::displayName)
        .isEqualTo("Slack");
  }

  private SandboxService service() {
    return sandbox.service("slack");
  }

  private Flow flow(SlackDialect dialect) {
    return new Flow(sandbox, sandbox.add(dialect), AUTHORIZE, TOKEN);
  }

  private static String pattern(String json) {
    return "\\Q" + json.replace('\'', '"').replace("#", "\\E\\w+\\Q") + "\\E";
  }

  private static Map<String, String> parameters(Flow flow, String bot, String user) {
    Map<String, String> parameters = flow.authorization();
    parameters.remove("code_challenge");
    parameters.remove("code_challenge_method");
    parameters.put("scope", bot);
    parameters.put("user_scope", user);
    return parameters;
  }

  private static String codeFor(Flow flow, String bot, String user) {
    return flow.newCode(parameters(flow, bot, user));
  }

  private static Map<String, String> exchange(Flow flow, String code) {
    Map<String, String> form = flow.exchange(code);
    form.remove("code_verifier");
    return form;
  }

  private static void assertGranted(HttpResponse<String> reply) {
    assertThat(reply.body()).startsWith("{\"ok\":true,");
    assertThat(text(reply, "access_token")).startsWith("xoxb-");
  }

  private static void assertRefused(HttpResponse<String> reply, String code) {
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"ok\":false,\"error\":\"" + code + "\"}");
  }
}
