package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubDialectIT {
  private static final String ASK_FOR_JSON = "application/json";
  private static final String USER = "https://api.github.com/user";
  private static final String EMAILS = "https://api.github.com/user/emails";

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService github = sandbox.add(GitHubDialect.oauthApp());
  private final Flow flow = flow(sandbox, github);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersAnOAuthAppWithExactlyThreeFields() {
    HttpResponse<String> reply = exchange(flow.exchange(flow.newCode()));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(fields(reply)).containsOnlyKeys("access_token", "token_type", "scope");
    assertThat(text(reply, "access_token")).startsWith("gho_CNRY-access-");
    assertThat(text(reply, "token_type")).isEqualTo("bearer");
    assertThat(text(reply, "scope")).isEqualTo("read,write");
  }

  @Test
  void answersAGitHubAppWithSixFields() {
    try (Sandbox other = Sandbox.start()) {
      Flow app = flow(other, other.add(GitHubDialect.gitHubApp()));
      HttpResponse<String> reply = app.token(app.exchange(app.newCode()), "Accept", ASK_FOR_JSON);

      assertThat(fields(reply))
          .containsOnlyKeys(
              "access_token",
              "expires_in",
              "refresh_token",
              "refresh_token_expires_in",
              "token_type",
              "scope")
          .containsEntry("expires_in", 28800)
          .containsEntry("scope", "");
      assertThat(text(reply, "access_token")).startsWith("ghu_CNRY-access-");
      assertThat(text(reply, "refresh_token")).startsWith("ghr_CNRY-refresh-");
      assertThat(
              app.get(USER, "Authorization", "Bearer " + text(reply, "access_token"))
                  .headers()
                  .map())
          .doesNotContainKey("x-oauth-scopes");
    }
  }

  @Test
  void answersInAFormUnlessAskedForJson() {
    HttpResponse<String> reply = flow.token(flow.exchange(flow.newCode()));

    assertThat(reply.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/x-www-form-urlencoded");
    assertThat(reply.body()).contains("scope=read%2Cwrite").startsWith("access_token=gho_");
    assertThat(flow.token(flow.exchange("no-code")).body())
        .startsWith("error=bad_verification_code&error_description=");
  }

  @Test
  void takesAJsonBodyAndNeedsNoGrantType() {
    Map<String, String> fields = flow.exchange(flow.newCode());
    fields.remove("grant_type");

    HttpResponse<String> reply = flow.tokenJson(fields, "Accept", ASK_FOR_JSON);

    assertThat(text(reply, "access_token")).startsWith("gho_");
  }

  @Test
  void needsNoResponseType() {
    Map<String, String> parameters = flow.authorization();
    parameters.remove("response_type");

    assertThat(flow.approve(parameters)).containsKey("code");
  }

  @Test
  void refusesCodeThatWasUsedBefore() {
    Map<String, String> form = flow.exchange(flow.newCode());
    exchange(form);

    assertRefused(exchange(form), "bad_verification_code");
  }

  @Test
  void refusesCodeOfAnotherClientAndKeepsItForItsOwner() {
    OAuthClient other = github.createClient();
    Map<String, String> mine = flow.exchange(flow.newCode());
    Map<String, String> stolen = new LinkedHashMap<>(mine);
    stolen.put("client_id", other.clientId());
    stolen.put("client_secret", other.clientSecret().orElseThrow().reveal());

    assertRefused(exchange(stolen), "bad_verification_code");
    assertThat(text(exchange(mine), "access_token")).isNotEmpty();
  }

  @Test
  void refusesWrongSecretWithStatus200AndKeepsTheCode() {
    Map<String, String> form = flow.exchange(flow.newCode());
    Map<String, String> wrong = new LinkedHashMap<>(form);
    wrong.put("client_secret", "wrong");

    assertRefused(exchange(wrong), "incorrect_client_credentials");
    assertThat(text(exchange(form), "access_token")).isNotEmpty();
  }

  @Test
  void answersUnknownClientWith404() {
    Map<String, String> form = flow.exchange(flow.newCode());
    form.put("client_id", "nobody");

    HttpResponse<String> reply = exchange(form);

    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("{\"error\":\"Not Found\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9999/callback/", "http://127.0.0.1:9998/callback", ""})
  void refusesRedirectUriThatDiffersInTheSecondLeg(String redirectUri) {
    Map<String, String> form = flow.exchange(flow.newCode());
    form.put("redirect_uri", redirectUri);

    assertRefused(exchange(form), "redirect_uri_mismatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong", "short", ""})
  void refusesWrongVerifierAndGivesNoSecondTry(String verifier) {
    Map<String, String> form = flow.exchange(flow.newCode());
    Map<String, String> wrong = new LinkedHashMap<>(form);
    wrong.put("code_verifier", verifier);

    assertRefused(exchange(wrong), "bad_verification_code");
    assertRefused(exchange(form), "bad_verification_code");
  }

  @Test
  void checksNoProofKeyWhereNoneWasSentButRefusesAVerifierOutOfNowhere() {
    Map<String, String> parameters = flow.authorization();
    parameters.remove("code_challenge");
    parameters.remove("code_challenge_method");
    Map<String, String> withVerifier = flow.exchange(flow.newCode(parameters));
    Map<String, String> without = flow.exchange(flow.newCode(parameters));
    without.remove("code_verifier");

    assertThat(text(exchange(without), "access_token")).isNotEmpty();
    assertRefused(exchange(withVerifier), "bad_verification_code");
  }

  @Test
  void refusesEveryChallengeButS256With43Characters() {
    Map<String, String> parameters = flow.authorization();
    parameters.put("code_challenge_method", "plain");
    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_request");

    parameters.remove("code_challenge_method");
    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_request");

    parameters.put("code_challenge_method", "S256");
    parameters.put("code_challenge", Flow.CHALLENGE + "x");
    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_request");
  }

  @Test
  void refusesGrantsThatItDoesNotOffer() {
    Map<String, String> form = flow.exchange("unused");
    form.put("grant_type", "password");

    assertRefused(exchange(form), "unsupported_grant_type");
  }

  @Test
  void leavesOutScopesThatAnotherOneImplies() {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", "user user:email repo gist");

    assertThat(text(exchange(flow.exchange(flow.newCode(parameters))), "scope"))
        .isEqualTo("user,repo,gist");
  }

  @Test
  void namesItsIssuerOnEveryCallbackUnlessSwitchedOff() {
    assertThat(flow.approve(flow.authorization()))
        .containsEntry("iss", "https://github.com/login/oauth");
    assertThat(flow.deny())
        .containsEntry("iss", "https://github.com/login/oauth")
        .containsEntry("error", "access_denied")
        .containsEntry("error_description", "The user has denied your application access.");
    try (Sandbox other = Sandbox.start()) {
      Flow old = flow(other, other.add(GitHubDialect.oauthApp().withoutIssuer()));

      assertThat(old.approve(old.authorization())).containsOnlyKeys("code", "state");
    }
  }

  @Test
  void tellsWhoTheTokenBelongsTo() {
    HttpResponse<String> reply = user(github.issueToken(Scopes.of("read:user", "repo")));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("\"id\":583231,");
    assertThat(text(reply, "login")).isEqualTo("sandy");
    assertThat(text(reply, "name")).isEqualTo("Sandy Box");
    assertThat(text(reply, "email")).isEqualTo("sandy@example.test");
    assertThat(reply.headers().firstValue("X-OAuth-Scopes")).contains("read:user, repo");
  }

  @Test
  void tellsWhoAPersonalTokenBelongsToAndWhatItAllows() {
    String key = github.issueKey(Scopes.of("repo", "user"));

    HttpResponse<String> reply = user(key);

    assertThat(key).startsWith("ghp_CNRY-key-");
    assertThat(text(reply, "login")).isEqualTo("sandy");
    assertThat(reply.headers().firstValue("X-OAuth-Scopes")).contains("repo, user");
    assertThat(flow.get(EMAILS, "Authorization", "token " + key).statusCode()).isEqualTo(200);
    github.revoke(key);
    assertThat(user(key).statusCode()).isEqualTo(401);
  }

  @Test
  void leavesNameAndEmailNullWhereTheAccountShowsNone() {
    github.signIn(
        SandboxAccount.builder("7", "quiet").email("q@example.test").emailHidden().build());
    String token = github.issueToken(Scopes.of("user:email"));

    assertThat(user(token).body()).contains("\"name\":null").contains("\"email\":null");
    HttpResponse<String> emails = flow.get(EMAILS, "Authorization", "Bearer " + token);
    assertThat(emails.body())
        .isEqualTo(
            "[{\"email\":\"q@example.test\",\"primary\":true,\"verified\":true,"
                + "\"visibility\":\"private\"}]");
  }

  @Test
  void tellsWhichEmailAddressWasNeverConfirmed() {
    github.signIn(
        SandboxAccount.builder("7", "new").email("n@example.test").emailUnverified().build());
    String token = github.issueToken(Scopes.of("user"));

    assertThat(flow.get(EMAILS, "Authorization", "token " + token).body())
        .contains("\"verified\":false");
  }

  @Test
  void hidesEmailAddressesFromTokensWithoutTheScope() {
    String token = github.issueToken(Scopes.of("read:user"));

    assertThat(flow.get(EMAILS, "Authorization", "Bearer " + token).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesUnknownTokensAndRequestsWithoutUserAgent() {
    HttpResponse<String> unknown = user("gho_FAKE");
    String token = github.issueToken(Scopes.none());

    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(text(unknown, "message")).isEqualTo("Bad credentials");
    assertThat(flow.get(USER).statusCode()).isEqualTo(401);
    assertThat(flow.get(USER, "User-Agent", "", "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(403);
  }

  @Test
  void revokesATokenOnce() {
    String token = github.issueToken(Scopes.none());

    assertThat(revoke(github.client(), token).statusCode()).isEqualTo(204);
    assertThat(github.isAlive(token)).isFalse();
    assertThat(user(token).statusCode()).isEqualTo(401);
    assertThat(revoke(github.client(), token).statusCode()).isEqualTo(404);
  }

  @Test
  void revokesNothingForAnyoneButTheTokensClient() {
    String token = github.issueToken(Scopes.none());
    OAuthClient wrong =
        OAuthClient.builder(github.client().clientId()).clientSecret(Secret.of("wrong")).build();

    assertThat(revoke(wrong, token).statusCode()).isEqualTo(401);
    assertThat(revoke(github.createClient(), token).statusCode()).isEqualTo(404);
    assertThat(github.isAlive(token)).isTrue();
  }

  @Test
  void revokesATokenOnlyWhereClientAndPathAreItsOwn() {
    String token = github.issueToken(Scopes.none());
    OAuthClient owner = github.client();
    OAuthClient other = github.createClient();
    Map<String, String> body = Map.of("access_token", token);

    assertThat(
            flow.send(flow.json("DELETE", revokeUrl(other), body, "Authorization", basic(owner)))
                .statusCode())
        .isEqualTo(404);
    assertThat(
            flow.send(flow.json("DELETE", revokeUrl(owner), body, "Authorization", basic(other)))
                .statusCode())
        .isEqualTo(404);
    assertThat(github.isAlive(token)).isTrue();
  }

  @Test
  void revokesNoKeyForAnyClient() {
    String key = github.issueKey(Scopes.none());

    assertThat(revoke(github.client(), key).statusCode()).isEqualTo(404);
    assertThat(github.isAlive(key)).isTrue();
  }

  @Test
  void refusesToRevokeByRefreshToken() {
    SandboxGrant grant = github.issueGrant(Scopes.none());

    assertThat(revoke(github.client(), grant.refreshToken().orElseThrow()).statusCode())
        .isEqualTo(404);
    assertThat(github.isAlive(grant.accessToken())).isTrue();
  }

  @Test
  void refusesRevocationThatNamesNoToken() {
    OAuthClient client = github.client();

    assertThat(
            flow.send(
                    flow.json(
                        "DELETE", revokeUrl(client), Map.of(), "Authorization", basic(client)))
                .statusCode())
        .isEqualTo(422);
  }

  private static Flow flow(Sandbox sandbox, SandboxService service) {
    return new Flow(
        sandbox,
        service,
        "https://github.com/login/oauth/authorize",
        "https://github.com/login/oauth/access_token");
  }

  private HttpResponse<String> exchange(Map<String, String> form) {
    return flow.token(form, "Accept", ASK_FOR_JSON);
  }

  private HttpResponse<String> user(String token) {
    return flow.get(USER, "Authorization", "Bearer " + token);
  }

  private HttpResponse<String> revoke(OAuthClient client, String token) {
    return flow.send(
        flow.json(
            "DELETE",
            revokeUrl(client),
            Map.of("access_token", token),
            "Authorization",
            basic(client)));
  }

  private static String revokeUrl(OAuthClient client) {
    return "https://api.github.com/applications/" + client.clientId() + "/token";
  }

  private static String basic(OAuthClient client) {
    return Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());
  }

  private static void assertRefused(HttpResponse<String> reply, String code) {
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(text(reply, "error")).isEqualTo(code);
    assertThat(json(reply).at("access_token").isMissing()).isTrue();
  }

  private static Map<String, Object> fields(HttpResponse<String> reply) {
    try {
      return new JsonMapper().readValue(reply.body(), new TypeReference<>() {});
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }
}
