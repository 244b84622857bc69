package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleDialectIT {
  private static final String READ = "https://www.googleapis.com/auth/gmail.readonly";
  private static final String SEND = "https://www.googleapis.com/auth/gmail.send";
  private static final String EMAIL = "https://www.googleapis.com/auth/userinfo.email";
  private static final String PROFILE = "https://www.googleapis.com/auth/userinfo.profile";

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersTheFirstOfflineConsentWithEveryFieldOfTheService() {
    HttpResponse<String> reply = connect(flow(GoogleDialect.gmail()), "openid " + READ);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"access_token\":\"ya29\\.CNRY-access-\\w+\",\"expires_in\":3599,"
                + "\"refresh_token\":\"1//0CNRY-refresh-\\w+\","
                + "\"scope\":\"openid https://www.googleapis.com/auth/gmail.readonly\","
                + "\"token_type\":\"Bearer\",\"id_token\":\"FAKE.CNRY-id-\\w+.FAKE\"}");
    assertThat(gmail().isAlive(text(reply, "access_token"))).isTrue();
    assertThat(gmail().isRefreshAlive(text(reply, "refresh_token"))).isTrue();
    assertThat(gmail().isRefreshAlive(text(reply, "access_token"))).isFalse();
  }

  @Test
  void givesNoRefreshTokenUnlessAskedForOfflineAccess() {
    Flow flow = flow(GoogleDialect.gmail());
    Map<String, String> online = offline(flow, READ);
    online.put("access_type", "online");
    online.put("prompt", "consent");

    assertThat(hasRefreshToken(connect(flow, online))).isFalse();
    online.remove("access_type");
    assertThat(hasRefreshToken(connect(flow, online))).isFalse();
  }

  @Test
  void givesARefreshTokenAtTheFirstConsentOnly() {
    Flow flow = flow(GoogleDialect.gmail());

    assertThat(hasRefreshToken(connect(flow, READ))).isTrue();
    assertThat(hasRefreshToken(connect(flow, READ))).isFalse();
  }

  @Test
  void countsConsentsThatNobodyExchangedAndConsentsToOnlineAccess() {
    Flow flow = flow(GoogleDialect.gmail());
    Map<String, String> online = offline(flow, READ);
    online.remove("access_type");

    String first = flow.newCode(online);

    assertThat(hasRefreshToken(connect(flow, READ))).isFalse();
    assertThat(flow.token(flow.exchange(first)).statusCode()).isEqualTo(200);
  }

  @Test
  void knowsTheFirstConsentOfEachAccountAndEachClient() {
    Flow flow = flow(GoogleDialect.gmail());
    connect(flow, READ);

    assertThat(hasRefreshToken(connectAs(gmail().createClient(), flow))).isTrue();
    gmail().signIn(SandboxAccount.builder("2", "other").email("o@example.test").build());
    assertThat(hasRefreshToken(connect(flow, READ))).isTrue();
    assertThat(hasRefreshToken(connect(flow, READ))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"consent,true", "consent select_account,true", "select_account,false", "none,false"})
  void givesARefreshTokenAgainWhereConsentIsAskedForAgain(String prompt, boolean again) {
    Flow flow = flow(GoogleDialect.gmail());
    connect(flow, READ);
    Map<String, String> parameters = offline(flow, READ);
    parameters.put("prompt", prompt);

    assertThat(hasRefreshToken(connect(flow, parameters))).isEqualTo(again);
  }

  @Test
  void forgetsTheConsentWithItsRevocation() {
    Flow flow = flow(GoogleDialect.gmail());
    HttpResponse<String> first = connect(flow, READ);
    revoke(flow, text(first, "access_token"));
    HttpResponse<String> second = connect(flow, READ);
    gmail().revoke(text(second, "access_token"));

    assertThat(hasRefreshToken(second)).isTrue();
    assertThat(hasRefreshToken(connect(flow, READ))).isTrue();
  }

  @Test
  void grantsEmailAndProfileUnderTheirFullNamesAndAnIdTokenForOpenidOnly() {
    HttpResponse<String> reply = connect(flow(GoogleDialect.gmail()), "email profile " + READ);

    assertThat(text(reply, "scope")).isEqualTo(EMAIL + " " + PROFILE + " " + READ);
    assertThat(json(reply).at("id_token").isMissing()).isTrue();
  }

  @Test
  void limitsRefreshTokensOfAppsInTestingToAWeek() {
    Flow flow = flow(GoogleDialect.gmail().testing());

    assertThat(text(connect(flow, READ), "refresh_token_expires_in")).isEqualTo("604799");
    assertThat(json(connect(flow, READ)).at("refresh_token_expires_in").isMissing())
        .as("no refresh token")
        .isTrue();
    Map<String, String> signIn = offline(flow, "openid email");
    signIn.put("prompt", "consent");
    HttpResponse<String> unlimited = connect(flow, signIn);
    assertThat(hasRefreshToken(unlimited)).isTrue();
    assertThat(json(unlimited).at("refresh_token_expires_in").isMissing()).isTrue();
  }

  @Test
  void grantsWhatTheUserTicksAndSignInAlways() {
    Flow flow = flow(GoogleDialect.gmail().granting(Scopes.of(SEND, "never-asked-for")));
    Map<String, String> parameters = offline(flow, "openid email " + READ + " " + SEND);

    Map<String, String> callback = flow.approve(parameters);
    HttpResponse<String> reply = flow.token(flow.exchange(callback.getOrDefault("code", "")));

    assertThat(callback).containsEntry("scope", "openid " + EMAIL + " " + SEND);
    assertThat(text(reply, "scope")).isEqualTo("openid " + EMAIL + " " + SEND);
    assertThat(text(connect(flow, "openid " + READ), "scope")).isEqualTo("openid");
  }

  @Test
  void grantsAScopeThatIsAskedForAloneWithoutATick() {
    Flow flow = flow(GoogleDialect.gmail().granting(Scopes.none()));

    assertThat(text(connect(flow, READ), "scope")).isEqualTo(READ);
  }

  @Test
  void deniesAccessWhereNothingIsTicked() {
    Flow flow = flow(GoogleDialect.gmail().granting(Scopes.none()));

    assertThat(flow.approve(offline(flow, READ + " " + SEND)))
        .containsEntry("error", "access_denied")
        .doesNotContainKey("code");
  }

  @Test
  void addsIssuerScopeAndMoreToTheCallback() {
    Flow flow = flow(GoogleDialect.gmail());
    Map<String, String> callback = flow.approve(offline(flow, "email " + READ));

    assertThat(callback.get("code")).startsWith("4/0ACNRY-code-");
    assertThat(callback)
        .containsOnlyKeys("code", "scope", "authuser", "prompt", "state", "iss")
        .containsEntry("iss", "https://accounts.google.com")
        .containsEntry("scope", EMAIL + " " + READ)
        .containsEntry("authuser", "0")
        .containsEntry("prompt", "consent");
    assertThat(flow.deny())
        .isEqualTo(
            Map.of("error", "access_denied", "state", "s1", "iss", "https://accounts.google.com"));
  }

  @Test
  void refusesOnAPageWhatIsWrongWithTheRequest() {
    Flow flow = flow(GoogleDialect.gmail());
    gmail().limitScopes(Scopes.of(READ));
    Map<String, String> noScope = offline(flow, READ);
    noScope.remove("scope");
    Map<String, String> plain = offline(flow, READ);
    plain.put("code_challenge_method", "plain");

    assertPage(flow, noScope, "invalid_request");
    assertPage(flow, plain, "invalid_request");
    assertPage(flow, offline(flow, SEND), "invalid_scope");
    gmail().script(Endpoint.AUTHORIZE, Fault.error("org_internal"), Fault.error("server_error"));
    assertPage(flow, offline(flow, READ), "org_internal");
    assertThat(flow.approve(offline(flow, READ))).containsEntry("error", "server_error");
  }

  @Test
  void takesTheClientSecretInBodyOrHeader() {
    Flow flow = flow(GoogleDialect.gmail());
    OAuthClient client = gmail().client();
    Map<String, String> form = flow.exchange(flow.newCode(offline(flow, READ)));
    form.remove("client_id");
    form.remove("client_secret");
    String secret = client.clientSecret().orElseThrow().reveal();

    assertThat(
            flow.token(form, "Authorization", Flow.basic(client.clientId(), secret)).statusCode())
        .isEqualTo(200);
    assertThat(client.clientId()).endsWith(".apps.googleusercontent.com");
    assertThat(secret).startsWith("GOCSPX-CNRY-");
  }

  @Test
  void needsNoProofKeyButChecksOneThatWasSent() {
    Flow flow = flow(GoogleDialect.gmail());
    Map<String, String> parameters = offline(flow, READ);
    Map<String, String> wrong = flow.exchange(flow.newCode(parameters));
    wrong.put("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong");
    parameters.remove("code_challenge");
    parameters.remove("code_challenge_method");
    Map<String, String> without = flow.exchange(flow.newCode(parameters));
    without.remove("code_verifier");

    assertRefused(flow.token(wrong), 400, "invalid_grant", "Bad Request");
    assertThat(flow.token(without).statusCode()).isEqualTo(200);
  }

  @Test
  void wordsErrorsWithRealStatuses() {
    Flow flow = flow(GoogleDialect.gmail());
    Map<String, String> used = flow.exchange(flow.newCode(offline(flow, READ)));
    flow.token(used);
    Map<String, String> elsewhere = flow.exchange(flow.newCode(offline(flow, READ)));
    elsewhere.put("redirect_uri", Flow.REDIRECT + "/");
    Map<String, String> wrongSecret = flow.exchange("4/0AFAKE");
    wrongSecret.put("client_secret", "wrong");
    Map<String, String> noGrant = flow.exchange("4/0AFAKE");
    noGrant.remove("grant_type");

    assertRefused(flow.token(used), 400, "invalid_grant", "Bad Request");
    assertRefused(flow.token(elsewhere), 400, "redirect_uri_mismatch", "Bad Request");
    assertRefused(flow.token(wrongSecret), 401, "invalid_client", "Unauthorized");
    assertRefused(flow.token(noGrant), 400, "invalid_request", "Bad Request");
    gmail().script(Endpoint.TOKEN, Fault.error("deleted_client"));
    assertThat(flow.token(used).statusCode()).isEqualTo(401);
  }

  @Test
  void callsACodeMalformedThatWasDecodedOnceTooLittle() {
    Flow flow = flow(GoogleDialect.gmail());
    String code = flow.newCode(offline(flow, READ));

    assertRefused(
        flow.token(flow.exchange(FormFields.encode(code))),
        400,
        "invalid_grant",
        "Malformed auth code.");
    assertThat(flow.token(flow.exchange(code)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "refresh_token"})
  void endsByEitherTokenAllThatTheUserHasWithTheClient(String field) {
    Flow flow = flow(GoogleDialect.gmail());
    HttpResponse<String> mine = connect(flow, READ);
    String sibling = gmail().issueToken(Scopes.of(READ));
    String elsewhere = text(connectAs(gmail().createClient(), flow), "access_token");
    gmail().signIn(SandboxAccount.builder("2", "other").build());
    String stranger = gmail().issueToken(Scopes.of(READ));

    HttpResponse<String> reply = revoke(flow, text(mine, field));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{}");
    assertThat(gmail().isAlive(text(mine, "access_token"))).isFalse();
    assertThat(gmail().isRefreshAlive(text(mine, "refresh_token"))).isFalse();
    assertThat(gmail().isAlive(sibling)).isFalse();
    assertThat(gmail().isAlive(elsewhere)).isTrue();
    assertThat(gmail().isAlive(stranger)).isTrue();
  }

  @Test
  void refusesToEndWhatIsDeadUnknownOrNoToken() {
    Flow flow = flow(GoogleDialect.gmail());
    String dead = gmail().issueToken(Scopes.of(READ));
    String key = gmail().issueKey(Scopes.none());
    revoke(flow, dead);

    for (String token : new String[] {dead, key, "ya29.FAKE"}) {
      assertRefused(revoke(flow, token), 400, "invalid_token", "Token expired or revoked");
    }
    assertThat(gmail().isAlive(key)).isTrue();
    assertThat(revoke(flow, "").statusCode()).isEqualTo(400);
  }

  @Test
  void takesTheTokenToEndInTheUrlTooButInNoJson() {
    Flow flow = flow(GoogleDialect.gmail());
    String inUrl = gmail().issueToken(Scopes.of(READ));
    String inJson = connectedAs("2");
    String url = "https://oauth2.googleapis.com/revoke";

    assertThat(flow.send(flow.form(url + "?token=" + inUrl, Map.of())).statusCode()).isEqualTo(200);
    assertThat(flow.send(flow.json("POST", url, Map.of("token", inJson))).statusCode())
        .isEqualTo(400);
    assertThat(gmail().isAlive(inUrl)).isFalse();
    assertThat(gmail().isAlive(inJson)).isTrue();
  }

  private String connectedAs(String accountId) {
    gmail().signIn(SandboxAccount.builder(accountId, "other").build());
    return gmail().issueToken(Scopes.of(READ));
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

  private static Map<String, String> offline(Flow flow, String scopes) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", scopes);
    parameters.put("access_type", "offline");
    return parameters;
  }

  private static HttpResponse<String> connect(Flow flow, String scopes) {
    return connect(flow, offline(flow, scopes));
  }

  private static HttpResponse<String> connect(Flow flow, Map<String, String> parameters) {
    return flow.token(flow.exchange(flow.newCode(parameters)));
  }

  private static HttpResponse<String> connectAs(OAuthClient client, Flow flow) {
    Map<String, String> parameters = offline(flow, READ);
    parameters.put("client_id", client.clientId());
    Map<String, String> form = new LinkedHashMap<>(flow.exchange(flow.newCode(parameters)));
    form.put("client_id", client.clientId());
    form.put("client_secret", client.clientSecret().orElseThrow().reveal());
    return flow.token(form);
  }

  private static HttpResponse<String> revoke(Flow flow, String token) {
    return flow.send(flow.form("https://oauth2.googleapis.com/revoke", Map.of("token", token)));
  }

  private static boolean hasRefreshToken(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).isEqualTo(200);
    return !json(reply).at("refresh_token").isMissing();
  }

  private static void assertPage(Flow flow, Map<String, String> parameters, String code) {
    HttpResponse<String> page =
        flow.get("https://accounts.google.com/o/oauth2/v2/auth?" + FormFields.encode(parameters));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains(code);
  }

  private static void assertRefused(
      HttpResponse<String> reply, int status, String code, String description) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.body())
        .isEqualTo("{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(code, description));
  }
}
