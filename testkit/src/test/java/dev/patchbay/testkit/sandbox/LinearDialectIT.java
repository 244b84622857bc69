package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinearDialectIT {
  private static final String AUTHORIZE = "https://linear.app/oauth/authorize";
  private static final String TOKEN = "https://api.linear.app/oauth/token";
  private static final String REVOKE = "https://api.linear.app/oauth/revoke";

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersTheExchangeWithEveryFieldOfTheService() {
    Flow flow = flow(LinearDialect.standard());

    HttpResponse<String> reply = flow.token(flow.exchange(codeFor(flow, "write,issues:create")));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .matches(
            "\\{\"access_token\":\"lin_oauth_CNRY-access-\\w+\",\"token_type\":\"Bearer\","
                + "\"expires_in\":86399,\"scope\":\"read write issues:create\","
                + "\"refresh_token\":\"lin_refresh_CNRY-refresh-\\w+\"}");
    assertThat(service().isAlive(text(reply, "access_token"))).isTrue();
  }

  @Test
  void listsScopesInAnArrayToAppsOfLongAgo() {
    Flow flow = flow(LinearDialect.legacyScopes());

    HttpResponse<String> reply = flow.token(flow.exchange(codeFor(flow, "read,write")));

    assertThat(reply.body()).contains("\"scope\":[\"read\",\"write\"]");
  }

  @Test
  void grantsReadingToAnAppThatNamesNoScope() {
    Flow flow = flow(LinearDialect.standard());
    Map<String, String> parameters = parameters(flow, "");
    parameters.remove("scope");

    assertThat(text(flow.token(flow.exchange(flow.newCode(parameters))), "scope"))
        .isEqualTo("read");
  }

  @Test
  void takesScopesWithSpacesForOneThatItDoesNotKnow() {
    Flow flow = flow(LinearDialect.standard());

    assertThat(flow.approve(parameters(flow, "read write")))
        .isEqualTo(Map.of("error", "invalid_scope", "state", "s1"));
    assertThat(flow.approve(parameters(flow, "read,unheard"))).containsKey("error");
  }

  @Test
  void refusesScopesThatTheAppDoesNotKnow() {
    Flow flow = flow(LinearDialect.standard());
    service().limitScopes(Scopes.of("write"));

    assertThat(flow.approve(parameters(flow, "admin"))).containsEntry("error", "invalid_scope");
    assertThat(flow.approve(parameters(flow, "write"))).containsKey("code");
  }

  @Test
  void namesNoIssuerOnCallbacks() {
    Flow flow = flow(LinearDialect.standard());

    assertThat(flow.approve(parameters(flow, "read"))).containsOnlyKeys("code", "state");
    URI denied = SandboxUser.at(sandbox).deny(flow.authorizeUrl(parameters(flow, "read")));
    assertThat(Flow.parameters(denied)).isEqualTo(Map.of("error", "access_denied", "state", "s1"));
  }

  @Test
  void refusesJsonAtTheTokenEndpoint() {
    Flow flow = flow(LinearDialect.standard());

    assertRefused(flow.tokenJson(flow.exchange(codeFor(flow, "read"))), 400, "invalid_request");
  }

  @Test
  void takesTheSecretInTheBodyOrInAHeader() {
    Flow flow = flow(LinearDialect.standard());
    Map<String, String> inHeader = flow.exchange(codeFor(flow, "read"));
    inHeader.remove("client_id");
    inHeader.remove("client_secret");

    assertThat(flow.token(flow.exchange(codeFor(flow, "read"))).statusCode()).isEqualTo(200);
    assertThat(flow.token(inHeader, "Authorization", basic()).statusCode()).isEqualTo(200);
  }

  @Test
  void takesAVerifierInPlaceOfTheSecret() {
    Flow flow = flow(LinearDialect.standard());
    Map<String, String> form = flow.exchange(codeFor(flow, "read"));
    form.remove("client_secret");

    assertThat(flow.token(form).statusCode()).isEqualTo(200);
  }

  @Test
  void takesNeitherAWrongVerifierNorOneWithoutAChallengeInPlaceOfTheSecret() {
    Flow flow = flow(LinearDialect.standard());
    Map<String, String> wrong = flow.exchange(codeFor(flow, "read"));
    wrong.remove("client_secret");
    wrong.put("code_verifier", "x".repeat(43));
    Map<String, String> unasked = flow.exchange(unprovenCode(flow));
    unasked.remove("client_secret");

    assertRefused(flow.token(wrong), 400, "invalid_grant");
    assertRefused(flow.token(unasked), 400, "invalid_grant");
  }

  @Test
  void demandsTheSecretOfClientsWithoutAVerifier() {
    Flow flow = flow(LinearDialect.standard());
    Map<String, String> proven = flow.exchange(unprovenCode(flow));
    proven.remove("code_verifier");
    Map<String, String> unproven = flow.exchange(unprovenCode(flow));
    unproven.remove("code_verifier");
    unproven.remove("client_secret");

    assertRefused(flow.token(unproven), 401, "invalid_client");
    assertThat(flow.token(proven).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAWrongSecretWhateverTheVerifierAndUnknownClients() {
    Flow flow = flow(LinearDialect.standard());
    Map<String, String> wrong = flow.exchange(codeFor(flow, "read"));
    wrong.put("client_secret", "wrong");
    Map<String, String> unknown = flow.exchange(codeFor(flow, "read"));
    unknown.remove("client_secret");
    unknown.put("client_id", "nobody");

    assertRefused(flow.token(wrong), 401, "invalid_client");
    assertRefused(flow.token(unknown), 401, "invalid_client");
  }

  @Test
  void wordsErrorsByTheRfc() {
    Flow flow = flow(LinearDialect.standard());
    Map<String, String> password = flow.exchange("unused");
    password.put("grant_type", "password");

    HttpResponse<String> reply = flow.token(flow.exchange("no-code"));

    assertThat(reply.body())
        .isEqualTo(
            "{\"error\":\"invalid_grant\","
                + "\"error_description\":\"Invalid authorization code\"}");
    assertRefused(reply, 400, "invalid_grant");
    assertRefused(flow.token(password), 400, "unsupported_grant_type");
  }

  @Test
  void endsTheTokenPresentedAndNotTheOneBesideIt() {
    flow(LinearDialect.standard());
    SandboxGrant first = service().issueGrant(Scopes.of("read"));
    SandboxGrant second = service().issueGrant(Scopes.of("read"));

    HttpResponse<String> reply = revoke(first.accessToken());

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(service().isAlive(first.accessToken())).isFalse();
    assertThat(service().isRevoked(first.refreshToken().orElseThrow())).isFalse();
    assertThat(revoke(second.refreshToken().orElseThrow()).statusCode()).isEqualTo(200);
    assertThat(service().isRevoked(second.refreshToken().orElseThrow())).isTrue();
    assertThat(service().isAlive(second.accessToken())).isTrue();
    assertThat(revoke(second.accessToken()).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsTokensThatEndedFromTokensItNeverGaveOut() {
    flow(LinearDialect.standard());
    String ended = service().issueToken(Scopes.of("read"));
    revoke(ended);
    SandboxGrant withdrawn = service().issueGrant(Scopes.of("read"));
    service().revoke(withdrawn.accessToken());

    assertThat(revoke(ended).statusCode()).isEqualTo(400);
    assertThat(revoke(withdrawn.accessToken()).statusCode()).isEqualTo(400);
    assertThat(revoke(withdrawn.refreshToken().orElseThrow()).statusCode()).isEqualTo(400);
    assertThat(revoke("lin_oauth_FAKE").statusCode()).isEqualTo(401);
  }

  @Test
  void revokesNoKeys() {
    flow(LinearDialect.standard());
    String key = service().issueKey(Scopes.none());

    assertThat(revoke(key).statusCode()).isEqualTo(401);
    assertThat(service().isAlive(key)).isTrue();
  }

  @Test
  void revokesWhatStandsInAFormOnly() {
    Flow flow = flow(LinearDialect.standard());
    String token = service().issueToken(Scopes.of("read"));

    assertRefused(
        flow.send(flow.json("POST", REVOKE, Map.of("token", token))), 400, "invalid_request");
    assertRefused(
        flow.send(flow.text(REVOKE, "token=" + token + "&token=x")), 400, "invalid_request");
    assertRefused(flow.send(flow.text(REVOKE, "tokens=x")), 400, "invalid_request");
    assertThat(service().isAlive(token)).isTrue();
  }

  @Test
  void countsItsFourEndpoints() {
    Flow flow = flow(LinearDialect.standard());
    String token = text(flow.token(flow.exchange(codeFor(flow, "read"))), "access_token");
    flow.send(flow.json("POST", "https://api.linear.app/graphql", Map.of("query", "{}")));
    revoke(token);

    for (Endpoint endpoint :
        List.of(Endpoint.AUTHORIZE, Endpoint.TOKEN, Endpoint.IDENTITY, Endpoint.REVOKE)) {
      assertThat(service().count(endpoint)).isEqualTo(1);
    }
  }

  @Test
  void demandsWhatAnOrganizationIs() {
    assertThatThrownBy(() -> LinearDialect.standard().organization(nothing(), "Example"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("id");
    assertThatThrownBy(() -> LinearDialect.standard().organization("o1", nothing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name");
  }

  @Test
  void comesWithTheSandbox() {
    assertThat(Dialects.builtIn("linear").orElseThrow())
        .isInstanceOf(LinearDialect.class)
        .extracting(Dialect::displayName)
        .isEqualTo("Linear");
  }

  @SuppressWarnings("NullAway") // what a caller without checks may pass
  private static String nothing() {
    return null;
  }

  private SandboxService service() {
    return sandbox.service("linear");
  }

  private Flow flow(LinearDialect dialect) {
    return new Flow(sandbox, sandbox.add(dialect), AUTHORIZE, TOKEN);
  }

  private static Map<String, String> parameters(Flow flow, String scope) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", scope);
    return parameters;
  }

  private static String codeFor(Flow flow, String scope) {
    return flow.newCode(parameters(flow, scope));
  }

  private static String unprovenCode(Flow flow) {
    Map<String, String> parameters = parameters(flow, "read");
    parameters.remove("code_challenge");
    parameters.remove("code_challenge_method");
    return flow.newCode(parameters);
  }

  private HttpResponse<String> revoke(String token) {
    Flow flow = new Flow(sandbox, service(), AUTHORIZE, TOKEN);
    return flow.send(flow.form(REVOKE, Map.of("token", token)));
  }

  private String basic() {
    OAuthClient client = service().client();
    return Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());
  }

  private static void assertRefused(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(text(reply, "error")).isEqualTo(code);
    assertThat(json(reply).at("access_token").isMissing()).isTrue();
  }
}
