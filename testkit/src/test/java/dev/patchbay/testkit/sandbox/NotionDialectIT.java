package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotionDialectIT {
  private static final String API = "https://api.notion.com/v1";
  private static final String TOKEN = API + "/oauth/token";
  private static final String REVOKE = API + "/oauth/revoke";
  private static final String ME = API + "/users/me";
  private static final String VERSION = "Notion-Version";
  private static final String NEWEST = "2026-03-11";
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String OWNER =
      "\\{\"type\":\"user\",\"user\":\\{\"object\":\"user\",\"id\":\"UUID\",\"name\":\"Sandy Box\","
          + "\"avatar_url\":null,\"type\":\"person\","
          + "\"person\":\\{\"email\":\"sandy@example.test\"}}}";

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService notion = sandbox.add(NotionDialect.standard());
  private final Flow flow = new Flow(sandbox, notion, API + "/oauth/authorize", TOKEN);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersTheExchangeWithEveryFieldOfTheService() {
    HttpResponse<String> reply = connect();

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            pattern(
                "\\{\"access_token\":\"ntn_CNRY-access-\\w+\",\"token_type\":\"bearer\","
                    + "\"refresh_token\":\"nrt_CNRY-refresh-\\w+\",\"bot_id\":\"UUID\","
                    + "\"workspace_id\":\"UUID\",\"workspace_name\":\"Sandy Box's workspace\","
                    + "\"workspace_icon\":null,\"owner\":"
                    + OWNER
                    + ",\"duplicated_template_id\":null,\"request_id\":\"UUID\"}"));
    assertThat(notion.isAlive(text(reply, "access_token"))).isTrue();
    assertThat(notion.isRefreshAlive(text(reply, "refresh_token"))).isTrue();
  }

  @Test
  void givesANullForARefreshTokenOnRequest() {
    try (Sandbox other = Sandbox.start()) {
      SandboxService old = other.add(NotionDialect.withoutRefreshToken());
      Flow oldFlow = new Flow(other, old, API + "/oauth/authorize", TOKEN);

      HttpResponse<String> reply = exchange(oldFlow, old.client(), newCode(oldFlow));

      assertThat(reply.body()).contains("\"refresh_token\":null,");
      assertThat(old.isAlive(text(reply, "access_token"))).isTrue();
    }
  }

  @Test
  void givesNewTokensToAUserWhoComesAgain() {
    HttpResponse<String> first = connect();
    HttpResponse<String> second = connect();

    assertThat(text(second, "access_token")).isNotEqualTo(text(first, "access_token"));
    assertThat(text(second, "bot_id")).isEqualTo(text(first, "bot_id"));
    assertThat(notion.isAlive(text(first, "access_token"))).isTrue();
  }

  @Test
  void demandsAnOwnerInTheAuthoriseUrl() {
    Map<String, String> parameters = authorization(flow);
    parameters.put("owner", "workspace");
    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_request");

    parameters.remove("owner");
    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_request");
  }

  @Test
  void knowsNeitherProofKeysNorScopesNorIssuers() {
    Map<String, String> parameters = authorization(flow);
    parameters.put("code_challenge_method", "plain");
    Map<String, String> wrong = flow.exchange(flow.newCode(parameters));
    wrong.remove("client_secret");
    wrong.put("code_verifier", "wrong");

    assertThat(flow.approve(parameters)).containsOnlyKeys("code", "state");
    assertThat(token(flow, notion.client(), wrong).statusCode()).isEqualTo(200);
    assertThat(flow.get(API + "/oauth/authorize?" + FormFields.encode(authorization(flow))).body())
        .contains("no scopes");
  }

  @Test
  void takesTheSecretInAHeaderOnly() {
    Map<String, String> inBody = flow.exchange(newCode(flow));

    assertRefused(flow.tokenJson(inBody, VERSION, NEWEST), "invalid_client");
    inBody.remove("client_secret");
    assertThat(token(flow, notion.client(), inBody).statusCode()).isEqualTo(200);
  }

  @Test
  void takesJsonOnly() {
    Map<String, String> fields = flow.exchange(newCode(flow));
    fields.remove("client_secret");
    String basic = basic(notion.client());

    assertRefused(flow.token(fields, "Authorization", basic, VERSION, NEWEST), "invalid_client");
    HttpResponse<String> broken =
        flow.send(
            flow.withHeaders(TOKEN, "Authorization", basic, VERSION, NEWEST)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{")));
    assertApiError(broken, 400, "invalid_json");
  }

  @Test
  void demandsAVersionInEveryCall() {
    Map<String, String> fields = flow.exchange(newCode(flow));
    fields.remove("client_secret");
    String token = notion.issueToken(Scopes.none());
    String basic = basic(notion.client());

    assertApiError(flow.tokenJson(fields, "Authorization", basic), 400, "missing_version");
    assertApiError(flow.get(ME, "Authorization", "Bearer " + token), 400, "missing_version");
    assertApiError(
        flow.send(flow.json("POST", REVOKE, Map.of("token", token), "Authorization", basic)),
        400,
        "missing_version");
    assertThat(notion.isAlive(token)).isTrue();
    assertThat(token(flow, notion.client(), fields).statusCode()).as("kept").isEqualTo(200);
  }

  @Test
  void wordsErrorsOfTheTokenEndpointByTheRfc() {
    Map<String, String> used = flow.exchange(newCode(flow));
    used.remove("client_secret");
    token(flow, notion.client(), used);
    Map<String, String> noGrant = flow.exchange("unused");
    noGrant.keySet().removeAll(List.of("client_secret", "grant_type"));
    Map<String, String> elsewhere = flow.exchange(newCode(flow));
    elsewhere.remove("client_secret");
    elsewhere.put("redirect_uri", Flow.REDIRECT + "/");

    HttpResponse<String> reply = token(flow, notion.client(), used);

    assertThat(reply.body())
        .isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":\"Invalid code.\"}");
    assertRefused(reply, "invalid_grant");
    assertRefused(token(flow, notion.client(), elsewhere), "invalid_grant");
    assertRefused(token(flow, notion.client(), noGrant), "invalid_request");
    assertRefused(
        flow.tokenJson(used, VERSION, NEWEST, "Authorization", Flow.basic("nobody", "x")),
        "invalid_client");
  }

  @Test
  void wordsOtherErrorsInTheFormOfTheApi() {
    notion.script(Endpoint.TOKEN, Fault.error("rate_limited"));
    notion.script(Endpoint.IDENTITY, Fault.error("service_overload"));

    HttpResponse<String> limited = connect();

    assertApiError(limited, 429, "rate_limited");
    assertThat(limited.headers().firstValue("Retry-After")).contains("1");
    assertApiError(me("ntn_FAKE"), 529, "service_overload");
    notion.script(Endpoint.REVOKE, Fault.error("invalid_request"));
    assertApiError(revoke(notion.client(), "ntn_FAKE"), 400, "invalid_request");
  }

  @Test
  void tellsWhoTheTokenBelongsTo() {
    HttpResponse<String> tokens = connect();

    HttpResponse<String> reply = me(text(tokens, "access_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            pattern(
                "\\{\"object\":\"user\",\"id\":\"UUID\",\"name\":\"Sandbox Connection\","
                    + "\"avatar_url\":null,\"type\":\"bot\",\"bot\":\\{\"owner\":"
                    + OWNER
                    + ",\"workspace_id\":\"UUID\",\"workspace_name\":\"Sandy Box's workspace\","
                    + "\"workspace_limits\":\\{\"max_file_upload_size_in_bytes\":5242880}},"
                    + "\"request_id\":\"UUID\"}"));
    assertThat(text(reply, "id")).isEqualTo(text(tokens, "bot_id"));
    assertThat(text(reply, "bot.workspace_id")).isEqualTo(text(tokens, "workspace_id"));
    assertThat(text(reply, "bot.owner.user.id")).isEqualTo(text(tokens, "owner.user.id"));
  }

  @Test
  void hasAWorkspaceAndAUserForEachAccount() {
    HttpResponse<String> first = me(notion.issueToken(Scopes.none()));
    notion.signIn(SandboxAccount.builder("2", "other").build());
    HttpResponse<String> second = me(notion.issueToken(Scopes.none()));

    for (String path : List.of("id", "bot.workspace_id", "bot.owner.user.id")) {
      assertThat(text(second, path)).isNotEqualTo(text(first, path));
    }
    assertThat(text(first, "bot.workspace_id")).isNotEqualTo(text(first, "bot.owner.user.id"));
  }

  @Test
  void tellsOfNameAndEmailNoMoreThanTheAccountShows() {
    notion.signIn(
        SandboxAccount.builder("7", "quiet").email("q@example.test").emailHidden().build());

    HttpResponse<String> reply = me(notion.issueToken(Scopes.none()));

    assertThat(reply.body()).contains("\"name\":null").contains("\"person\":{}");
  }

  @Test
  void saysThatTheWorkspaceOwnsAnInternalToken() {
    String key = notion.issueKey(Scopes.none());

    HttpResponse<String> reply = me(key);

    assertThat(key).startsWith("ntn_CNRY-key-");
    assertThat(reply.body()).contains("\"owner\":{\"type\":\"workspace\",\"workspace\":true}");
    assertThat(text(reply, "bot.workspace_id"))
        .isEqualTo(text(me(notion.issueToken(Scopes.none())), "bot.workspace_id"));
    assertThat(text(me(notion.issueKey(Scopes.none())), "id")).isNotEqualTo(text(reply, "id"));
  }

  @Test
  void refusesDeadAndUnknownTokens() {
    SandboxGrant grant = notion.issueGrant(Scopes.none());
    notion.revoke(grant.accessToken());
    String refresh = notion.issueGrant(Scopes.none()).refreshToken().orElseThrow();

    for (String token : List.of(grant.accessToken(), refresh, "ntn_FAKE")) {
      HttpResponse<String> reply = me(token);

      assertApiError(reply, 401, "unauthorized");
      assertThat(text(reply, "message")).isEqualTo("API token is invalid.");
    }
    assertApiError(flow.get(ME, VERSION, NEWEST), 401, "unauthorized");
  }

  @Test
  void endsTheTokenThatIsPresentedAndNotItsPair() {
    SandboxGrant grant = notion.issueGrant(Scopes.none());
    String sibling = notion.issueToken(Scopes.none());
    String refresh = grant.refreshToken().orElseThrow();

    HttpResponse<String> reply = revoke(notion.client(), grant.accessToken());

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).matches(pattern("\\{\"request_id\":\"UUID\"}"));
    assertApiError(me(grant.accessToken()), 401, "unauthorized");
    assertThat(notion.isRefreshAlive(refresh)).isTrue();
    assertThat(revoke(notion.client(), refresh).statusCode()).isEqualTo(200);
    assertThat(notion.isRefreshAlive(refresh)).isFalse();
    assertThat(notion.isAlive(sibling)).isTrue();
  }

  @Test
  void endsARefreshTokenAndLeavesItsAccessTokenAlive() {
    SandboxGrant grant = notion.issueGrant(Scopes.none());

    revoke(notion.client(), grant.refreshToken().orElseThrow());

    assertThat(notion.isRefreshAlive(grant.refreshToken().orElseThrow())).isFalse();
    assertThat(me(grant.accessToken()).statusCode()).isEqualTo(200);
  }

  @Test
  void endsNeitherTokensOfOtherClientsNorInternalOnes() {
    String foreign = notion.issueToken(Scopes.none());
    String key = notion.issueKey(Scopes.none());
    OAuthClient other = notion.createClient();

    for (String token : List.of(foreign, key, "ntn_FAKE")) {
      assertThat(revoke(other, token).statusCode()).isEqualTo(200);
    }
    assertThat(notion.isAlive(foreign)).isTrue();
    assertThat(notion.isAlive(key)).isTrue();
  }

  @Test
  void revokesForNobodyWhoIsNotTheClientAndNeedsATokenInJson() {
    String token = notion.issueToken(Scopes.none());
    String[] headers = {VERSION, NEWEST, "Authorization", basic(notion.client())};
    Map<String, String> fields = Map.of("token", token);

    assertApiError(
        flow.send(flow.json("POST", REVOKE, fields, VERSION, NEWEST)), 401, "unauthorized");
    assertApiError(flow.send(flow.json("POST", REVOKE, Map.of(), headers)), 400, "invalid_request");
    assertApiError(flow.send(flow.form(REVOKE, fields, headers)), 400, "invalid_request");
    assertThat(notion.isAlive(token)).isTrue();
  }

  @Test
  void comesWithTheSandbox() {
    assertThat(Dialects.builtIn("notion").orElseThrow().displayName()).isEqualTo("Notion");
  }

  private HttpResponse<String> connect() {
    return exchange(flow, notion.client(), newCode(flow));
  }

  private HttpResponse<String> me(String token) {
    return flow.get(ME, "Authorization", "Bearer " + token, VERSION, NEWEST);
  }

  private HttpResponse<String> revoke(OAuthClient client, String token) {
    Map<String, String> fields = Map.of("token", token);
    return flow.send(
        flow.json("POST", REVOKE, fields, "Authorization", basic(client), VERSION, NEWEST));
  }

  private static Map<String, String> authorization(Flow flow) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("owner", "user");
    return parameters;
  }

  private static String newCode(Flow flow) {
    return flow.newCode(authorization(flow));
  }

  private static HttpResponse<String> exchange(Flow flow, OAuthClient client, String code) {
    Map<String, String> fields = flow.exchange(code);
    fields.keySet().removeAll(List.of("client_id", "client_secret"));
    return token(flow, client, fields);
  }

  private static HttpResponse<String> token(
      Flow flow, OAuthClient client, Map<String, String> fields) {
    return flow.tokenJson(fields, "Authorization", basic(client), VERSION, NEWEST);
  }

  private static String basic(OAuthClient client) {
    return Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());
  }

  private static String pattern(String text) {
    return text.replace("UUID", UUID);
  }

  private static void assertRefused(HttpResponse<String> reply, String code) {
    assertThat(reply.statusCode()).isEqualTo(code.equals("invalid_client") ? 401 : 400);
    assertThat(text(reply, "error")).isEqualTo(code);
    assertThat(json(reply).at("access_token").isMissing()).isTrue();
  }

  private static void assertApiError(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(text(reply, "object")).isEqualTo("error");
    assertThat(text(reply, "status")).isEqualTo(Integer.toString(status));
    assertThat(text(reply, "code")).isEqualTo(code);
    assertThat(text(reply, "request_id")).matches(UUID);
  }
}
