package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostHogDialectIT {
  private static final String US = "https://us.posthog.com";
  private static final String EU = "https://eu.posthog.com";

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersTheExchangeWithEveryFieldOfTheService() {
    Flow flow = flow(PostHogDialect.cloud());

    HttpResponse<String> reply = flow.token(flow.exchange(codeFor(flow, "openid user:read")));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"access_token\":\"pha_CNRY-access-\\w+\",\"expires_in\":3600,"
                + "\"token_type\":\"Bearer\",\"scope\":\"openid user:read\","
                + "\"refresh_token\":\"phr_CNRY-refresh-\\w+\","
                + "\"id_token\":\"FAKE.CNRY-id-\\w+.FAKE\","
                + "\"scoped_teams\":\\[12345],\"scoped_organizations\":\\[],"
                + "\"posthog_region\":\"us\",\"posthog_base_url\":\"https://us.posthog.com\"}");
    assertThat(service().isAlive(text(reply, "access_token"))).isTrue();
  }

  @Test
  void givesAnIdTokenOnlyWhereOpenidWasGranted() {
    Flow flow = flow(PostHogDialect.cloud());

    HttpResponse<String> reply = flow.token(flow.exchange(codeFor(flow, "user:read")));

    assertThat(text(reply, "scope")).isEqualTo("user:read");
    assertThat(json(reply).at("id_token").isMissing()).isTrue();
  }

  @Test
  void dropsScopesThatTheAppDoesNotKnowInSilence() {
    Flow flow = flow(PostHogDialect.cloud());
    service().limitScopes(Scopes.of("openid", "user:read"));

    HttpResponse<String> reply =
        flow.token(flow.exchange(codeFor(flow, "query:read openid user:read")));

    assertThat(text(reply, "scope")).isEqualTo("openid user:read");
  }

  @Test
  void grantsOpenidToAnAppThatNamesNoScope() {
    Flow flow = flow(PostHogDialect.cloud());
    Map<String, String> parameters = flow.authorization();
    parameters.remove("scope");

    assertThat(text(flow.token(flow.exchange(flow.newCode(parameters))), "scope"))
        .isEqualTo("openid");
  }

  @Test
  void demandsAProofKeyOfClientsWithASecretToo() {
    Flow flow = flow(PostHogDialect.cloud());
    Map<String, String> parameters = flow.authorization();
    parameters.remove("code_challenge");
    parameters.remove("code_challenge_method");
    Map<String, String> unproven = flow.exchange(flow.newCode());
    unproven.remove("code_verifier");

    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_request");
    assertRefused(flow.token(unproven), 400, "invalid_grant");
  }

  @Test
  void namesNoIssuerOnCallbacks() {
    Flow flow = flow(PostHogDialect.cloud());

    assertThat(flow.approve(flow.authorization())).containsOnlyKeys("code", "state");
    assertThat(flow.deny()).isEqualTo(Map.of("error", "access_denied", "state", "s1"));
  }

  @Test
  void takesFormsAndJson() {
    Flow flow = flow(PostHogDialect.cloud());

    assertThat(flow.token(flow.exchange(flow.newCode())).statusCode()).isEqualTo(200);
    assertThat(flow.tokenJson(flow.exchange(flow.newCode())).statusCode()).isEqualTo(200);
  }

  @Test
  void takesTheSecretOfAClientInAHeaderWithOrWithoutItsIdInTheBody() {
    Flow flow = flow(PostHogDialect.cloud());
    Map<String, String> idInBody = flow.exchange(flow.newCode());
    idInBody.remove("client_secret");
    Map<String, String> idInHeaderOnly = flow.exchange(flow.newCode());
    idInHeaderOnly.remove("client_secret");
    idInHeaderOnly.remove("client_id");

    assertThat(flow.token(idInBody, "Authorization", basic(service().client())).statusCode())
        .isEqualTo(200);
    assertThat(flow.token(idInHeaderOnly, "Authorization", basic(service().client())).statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesClientsThatKeepTheirSecretBackOrAreUnknown() {
    Flow flow = flow(PostHogDialect.cloud());
    Map<String, String> noSecret = flow.exchange(flow.newCode());
    noSecret.remove("client_secret");
    Map<String, String> wrongSecret = flow.exchange(flow.newCode());
    wrongSecret.put("client_secret", "wrong");
    Map<String, String> unknown = flow.exchange(flow.newCode());
    unknown.put("client_id", "nobody");

    HttpResponse<String> reply = flow.token(noSecret);

    assertRefused(reply, 401, "invalid_client");
    assertThat(reply.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"invalid_client\"");
    assertRefused(flow.token(wrongSecret), 401, "invalid_client");
    assertRefused(flow.token(unknown), 401, "invalid_client");
  }

  @Test
  void takesClientsWithoutASecretWhereTheyHaveNone() {
    Flow flow = flow(PostHogDialect.cloud().withoutClientSecret());
    Map<String, String> form = flow.exchange(flow.newCode());

    assertThat(service().client().clientSecret()).isEmpty();
    assertThat(form).doesNotContainKey("client_secret");
    assertThat(flow.token(form).statusCode()).isEqualTo(200);
    assertThat(revoke(US, Map.of("token", "FAKE", "client_id", form.get("client_id"))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void wordsErrorsByTheRfc() {
    Flow flow = flow(PostHogDialect.cloud());
    Map<String, String> password = flow.exchange("unused");
    password.put("grant_type", "password");
    Map<String, String> noGrant = flow.exchange("unused");
    noGrant.remove("grant_type");

    HttpResponse<String> reply = flow.token(flow.exchange("no-code"));

    assertThat(reply.body())
        .isEqualTo(
            "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid credentials given.\"}");
    assertRefused(reply, 400, "invalid_grant");
    assertRefused(flow.token(password), 400, "unsupported_grant_type");
    assertRefused(flow.token(noGrant), 400, "invalid_request");
  }

  @Test
  void saysWhenToComeBackWhereItIsUnavailable() {
    Flow flow = flow(PostHogDialect.cloud());
    service().script(Endpoint.TOKEN, Fault.error("temporarily_unavailable"));

    HttpResponse<String> reply = flow.token(flow.exchange("unused"));

    assertRefused(reply, 503, "temporarily_unavailable");
    assertThat(reply.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void endsAllThatTheUserHasWithTheClientAndNothingElse() {
    Flow flow = flow(PostHogDialect.cloud());
    HttpResponse<String> mine = flow.token(flow.exchange(flow.newCode()));
    String sibling = service().issueToken(Scopes.none());
    String key = service().issueKey(Scopes.none());
    String elsewhere = tokenOf(service().createClient(), flow);
    service().signIn(SandboxAccount.builder("2", "other").build());
    String stranger = service().issueToken(Scopes.none());

    HttpResponse<String> reply = revoke(text(mine, "refresh_token"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(service().isAlive(text(mine, "access_token"))).isFalse();
    assertThat(service().isAlive(sibling)).isFalse();
    assertThat(service().isAlive(key)).isTrue();
    assertThat(service().isAlive(elsewhere)).isTrue();
    assertThat(service().isAlive(stranger)).isTrue();
  }

  @Test
  void answersTheRevocationOfUnknownAndForeignTokensAlikeAndEndsNothing() {
    Flow flow = flow(PostHogDialect.cloud());
    String foreign = tokenOf(service().createClient(), flow);
    String key = service().issueKey(Scopes.none());

    for (String token : new String[] {"pha_FAKE", foreign, key}) {
      assertThat(revoke(token).statusCode()).isEqualTo(200);
      assertThat(revoke(token).body()).isEmpty();
    }
    assertThat(service().isAlive(foreign)).isTrue();
    assertThat(service().isAlive(key)).isTrue();
  }

  @Test
  void revokesForNobodyWhoIsNotTheClientAndNeedsAToken() {
    flow(PostHogDialect.cloud());
    String token = service().issueToken(Scopes.none());
    Map<String, String> noSecret = revocation(token);
    noSecret.remove("client_secret");
    Map<String, String> noToken = revocation(token);
    noToken.remove("token");

    assertRefused(revoke(US, noSecret), 401, "invalid_client");
    assertRefused(revoke(US, noToken), 400, "invalid_request");
    assertThat(service().isAlive(token)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"us," + US + "," + EU, "eu," + EU + "," + US})
  void knowsItsClientsInItsOwnRegionOnly(String region, String home, String other) {
    PostHogDialect dialect = PostHogDialect.cloud().inRegion(region);
    Flow flow = flow(dialect, home);
    Flow wrong = flow(service(), other);
    Map<String, String> form = flow.exchange(flow.newCode());
    String token = service().issueToken(Scopes.none());

    HttpResponse<String> refused = wrong.token(form);
    HttpResponse<String> page =
        wrong.get(other + "/oauth/authorize/?" + FormFields.encode(wrong.authorization()));
    HttpResponse<String> notRevoked = revoke(other, revocation(token));

    assertRefused(refused, 401, "invalid_client");
    assertThat(text(refused, "error_description")).contains(home);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains(home);
    assertRefused(notRevoked, 401, "invalid_client");
    assertThat(service().isAlive(token)).isTrue();
    assertThat(text(flow.token(form), "posthog_region")).as("kept its code").isEqualTo(region);
  }

  @Test
  void namesNoOtherRegionToClientsThatAreUnknownInBoth() {
    Flow flow = flow(PostHogDialect.cloud());
    Flow wrong = flow(service(), EU);
    Map<String, String> form = flow.exchange("unused");
    form.put("client_id", "nobody");

    for (HttpResponse<String> reply : List.of(flow.token(form), wrong.token(form))) {
      assertRefused(reply, 401, "invalid_client");
      assertThat(text(reply, "error_description")).doesNotContain("posthog.com");
    }
  }

  @Test
  void namesAnotherRegionThanItsOwnInTheTokenReplyOnRequest() {
    Flow flow = flow(PostHogDialect.cloud().replyingRegion("eu"));

    HttpResponse<String> reply = flow.token(flow.exchange(codeFor(flow, "user:read")));

    assertThat(text(reply, "posthog_region")).isEqualTo("eu");
    assertThat(text(reply, "posthog_base_url")).isEqualTo(EU);
    String bearer = "Bearer " + text(reply, "access_token");
    assertThat(flow.get(US + "/api/users/@me/", "Authorization", bearer).statusCode())
        .isEqualTo(200);
    assertThat(flow.get(EU + "/api/users/@me/", "Authorization", bearer).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "US", "de"})
  void hasTwoRegionsOnly(String name) {
    PostHogDialect cloud = PostHogDialect.cloud();

    assertThatThrownBy(() -> cloud.inRegion(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
    assertThatThrownBy(() -> cloud.replyingRegion(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/oauth/authorize,AUTHORIZE",
    "POST,/oauth/token,TOKEN",
    "POST,/oauth/revoke,REVOKE",
    "GET,/oauth/userinfo,USERINFO",
    "GET,/api/users/@me,IDENTITY",
    "GET,/api/personal_api_keys/@current,KEY_IDENTITY"
  })
  void redirectsUrlsWithoutTheLastSlash(String method, String path, Endpoint endpoint) {
    Flow flow = flow(PostHogDialect.cloud());
    for (String base : List.of(US, EU)) {
      URI asked = URI.create(sandbox.locate(base + path + "?a=%2B"));

      HttpResponse<String> reply =
          method.equals("GET")
              ? flow.get(base + path + "?a=%2B")
              : flow.send(flow.form(base + path + "?a=%2B", revocation("FAKE")));

      assertThat(reply.statusCode()).isEqualTo(301);
      assertThat(asked.resolve(reply.headers().firstValue("Location").orElseThrow()))
          .hasToString(sandbox.locate(base + path + "/?a=%2B"));
    }
    assertThat(service().count(endpoint)).isEqualTo(2);
  }

  @Test
  void redirectsWithoutAQueryWhereNoneWasSent() {
    Flow flow = flow(PostHogDialect.cloud());

    assertThat(flow.get(US + "/api/users/@me").headers().firstValue("Location")).contains("@me/");
  }

  @Test
  void comesWithTheSandbox() {
    assertThat(Dialects.builtIn("posthog").orElseThrow())
        .isInstanceOf(PostHogDialect.class)
        .extracting(Dialect::displayName)
        .isEqualTo("PostHog");
  }

  private SandboxService service() {
    return sandbox.service("posthog");
  }

  private Flow flow(PostHogDialect dialect) {
    return flow(dialect, US);
  }

  private Flow flow(PostHogDialect dialect, String base) {
    return flow(sandbox.add(dialect), base);
  }

  private Flow flow(SandboxService service, String base) {
    return new Flow(sandbox, service, base + "/oauth/authorize/", base + "/oauth/token/");
  }

  private static String codeFor(Flow flow, String scopes) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", scopes);
    return flow.newCode(parameters);
  }

  private String tokenOf(OAuthClient client, Flow flow) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("client_id", client.clientId());
    Map<String, String> form = flow.exchange(flow.newCode(parameters));
    form.put("client_id", client.clientId());
    form.put("client_secret", client.clientSecret().orElseThrow().reveal());
    return text(flow.token(form), "access_token");
  }

  private Map<String, String> revocation(String token) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", token);
    form.put("client_id", service().client().clientId());
    form.put("client_secret", service().client().clientSecret().orElseThrow().reveal());
    return form;
  }

  private HttpResponse<String> revoke(String token) {
    return revoke(US, revocation(token));
  }

  private HttpResponse<String> revoke(String base, Map<String, String> form) {
    Flow flow = flow(service(), base);
    return flow.send(flow.form(base + "/oauth/revoke/", form));
  }

  private static String basic(OAuthClient client) {
    return Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());
  }

  private static void assertRefused(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(text(reply, "error")).isEqualTo(code);
    assertThat(json(reply).at("access_token").isMissing()).isTrue();
  }
}
