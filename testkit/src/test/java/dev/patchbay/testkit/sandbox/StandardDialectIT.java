package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardDialectIT {
  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersWithTheStandardFieldsAndForbidsCaching() {
    Flow flow = flow(Acme.definition());

    HttpResponse<String> reply = flow.token(flow.exchange(flow.newCode()));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(text(reply, "access_token")).startsWith("CNRY-access-");
    assertThat(text(reply, "refresh_token")).startsWith("CNRY-refresh-");
    assertThat(text(reply, "token_type")).isEqualTo("Bearer");
    assertThat(text(reply, "expires_in")).isEqualTo("3600");
    assertThat(text(reply, "scope")).isEqualTo("read write");
    assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void refusesBadClientsWith401AndBadGrantsWith400() {
    Flow flow = flow(Acme.definition());
    Map<String, String> wrongSecret = flow.exchange("unused");
    wrongSecret.put("client_secret", "wrong");
    Map<String, String> noSecret = flow.exchange("unused");
    noSecret.remove("client_secret");

    assertRefused(flow.token(wrongSecret), 401, "invalid_client");
    assertRefused(flow.token(noSecret), 401, "invalid_client");
    assertRefused(flow.token(flow.exchange("no-code")), 400, "invalid_grant");
  }

  @Test
  void refusesOtherGrantsMissingGrantsAndRepeatedParameters() {
    Flow flow = flow(Acme.definition());
    Map<String, String> password = flow.exchange("unused");
    password.put("grant_type", "password");
    Map<String, String> none = flow.exchange("unused");
    none.remove("grant_type");
    String repeated = FormFields.encode(flow.exchange("unused")) + "&code=other";

    assertRefused(flow.token(password), 400, "unsupported_grant_type");
    assertRefused(flow.token(none), 400, "invalid_request");
    assertRefused(flow.tokenText(repeated), 400, "invalid_request");
    assertRefused(flow.tokenText("code=%zz"), 400, "invalid_request");
  }

  @Test
  void takesBasicOnlyWithIdAndSecretFormEncoded() {
    Flow flow = flow(clientAuthentication(ClientAuthentication.BASIC));
    OAuthClient client = sandbox.service("acme").client();
    String secret = client.clientSecret().orElseThrow().reveal();
    Map<String, String> form = flow.exchange(flow.newCode());
    form.remove("client_id");
    form.remove("client_secret");
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);

    String raw = Flow.basic(client.clientId(), secret);
    assertRefused(flow.token(form, "Authorization", raw), 401, "invalid_client");
    assertThat(
            flow.token(form, "Authorization", Flow.basic(client.clientId(), encoded)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesAWayOfProofThatTheDefinitionDoesNotName() {
    Flow flow = flow(clientAuthentication(ClientAuthentication.BASIC));
    Map<String, String> form = flow.exchange(flow.newCode());

    HttpResponse<String> reply = flow.token(form);

    assertRefused(reply, 401, "invalid_client");
    assertThat(reply.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
  }

  @Test
  void refusesTwoWaysOfProofAtOnce() {
    Flow flow = flow(Acme.definition());
    Map<String, String> form = flow.exchange(flow.newCode());

    assertRefused(
        flow.token(form, "Authorization", Flow.basic("any", "any")), 400, "invalid_request");
  }

  @Test
  void ignoresASecretInTheUrl() {
    Flow flow = flow(Acme.definition());
    Map<String, String> form = flow.exchange(flow.newCode());
    String secret = sandbox.service("acme").client().clientSecret().orElseThrow().reveal();
    form.remove("client_secret");

    HttpResponse<String> reply =
        flow.send(flow.form(Acme.TOKEN + "?client_secret=" + FormFields.encode(secret), form));

    assertRefused(reply, 401, "invalid_client");
  }

  @Test
  void givesPublicClientsNoSecretAndTakesNone() {
    Flow flow = flow(clientAuthentication(ClientAuthentication.NONE));
    Map<String, String> form = flow.exchange(flow.newCode());
    Map<String, String> withSecret = new LinkedHashMap<>(form);
    withSecret.put("client_secret", "any");

    assertThat(form).doesNotContainKey("client_secret");
    assertRefused(flow.token(withSecret), 401, "invalid_client");
    assertThat(flow.token(form).statusCode()).isEqualTo(200);
  }

  @Test
  void takesOnlyTheBodyFormatOfTheDefinition() {
    Flow flow = flow(Acme.definition(oauth2 -> oauth2.bodyFormat(BodyFormat.JSON)));
    Map<String, String> fields = flow.exchange(flow.newCode());

    assertRefused(flow.token(fields), 400, "invalid_request");
    assertThat(flow.tokenJson(fields).statusCode()).isEqualTo(200);
  }

  @Test
  void demandsTheHeadersOfTheDefinition() {
    Flow flow = flow(Acme.definition(oauth2 -> oauth2.tokenHeader("Acme-Version", "3")));
    Map<String, String> form = flow.exchange(flow.newCode());

    assertRefused(flow.token(form), 400, "invalid_request");
    assertRefused(flow.token(form, "acme-version", "2"), 400, "invalid_request");
    assertThat(flow.token(form, "acme-version", "3").statusCode()).isEqualTo(200);
  }

  @Test
  void demandsAProofKeyUnlessTheServiceKnowsNone() {
    Flow flow = flow(Acme.definition());
    Map<String, String> parameters = flow.authorization();
    parameters.remove("code_challenge");
    parameters.remove("code_challenge_method");
    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_request");

    try (Sandbox other = Sandbox.start()) {
      IntegrationDefinition without = Acme.definition(oauth2 -> oauth2.pkce(PkceMode.UNSUPPORTED));
      Flow old = Acme.flow(other, other.add(StandardDialect.of(without)));
      Map<String, String> form = old.exchange(old.newCode(parameters));
      assertThat(old.token(form).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong", ""})
  void refusesAVerifierThatDoesNotFit(String verifier) {
    Flow flow = flow(Acme.definition());
    Map<String, String> form = flow.exchange(flow.newCode());
    form.put("code_verifier", verifier);

    assertRefused(flow.token(form), 400, "invalid_grant");
  }

  @Test
  void putsEachTokenSetWhereTheDefinitionLooksForIt() {
    Flow flow =
        flow(
            Acme.definition(
                oauth2 ->
                    oauth2.tokenSets(
                        TokenSetShape.builder("bot").build(),
                        TokenSetShape.builder("user")
                            .accessToken("authed_user.access_token")
                            .tokenType("authed_user.token_type")
                            .refreshToken("authed_user.refresh_token")
                            .expiresIn("authed_user.expires_in")
                            .scope("authed_user.scope")
                            .build())));

    HttpResponse<String> reply = flow.token(flow.exchange(flow.newCode()));

    String bot = text(reply, "access_token");
    String user = text(reply, "authed_user.access_token");
    assertThat(user).startsWith("CNRY-access-").isNotEqualTo(bot);
    assertThat(sandbox.service("acme").isAlive(bot)).isTrue();
    assertThat(sandbox.service("acme").isAlive(user)).isTrue();
  }

  @Test
  void splitsScopesAtTheSeparatorOfTheDefinitionOnly() {
    Flow flow = flow(Acme.definition(oauth2 -> oauth2.scopeSeparator(",")));
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", "read,write");
    sandbox.service("acme").limitScopes(Scopes.of("read", "write"));
    assertThat(flow.approve(parameters)).containsKey("code");

    parameters.put("scope", "read write");
    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_scope");
  }

  @Test
  void refusesScopesThatTheAppDoesNotKnow() {
    Flow flow = flow(Acme.definition());
    sandbox.service("acme").limitScopes(Scopes.of("read"));

    assertThat(flow.approve(flow.authorization()))
        .containsEntry("error", "invalid_scope")
        .containsEntry("state", "s1")
        .doesNotContainKey("code");
  }

  @Test
  void namesTheIssuerOfTheDefinition() {
    Flow flow = flow(Acme.definition(oauth2 -> oauth2.issuer("https://acme.example")));

    assertThat(flow.approve(flow.authorization())).containsEntry("iss", "https://acme.example");
  }

  @Test
  void tellsTheAccountAtTheFirstPlaceThatTheDefinitionNames() {
    Flow flow = flow(Acme.definition());
    String token = sandbox.service("acme").issueToken(Scopes.none());

    HttpResponse<String> reply =
        flow.get(Acme.ME + "?fields=user", "Authorization", "Bearer " + token);

    assertThat(reply.body())
        .isEqualTo(
            "{\"user\":{\"id\":\"583231\",\"name\":\"Sandy Box\"},"
                + "\"contact\":{\"email\":\"sandy@example.test\"}}");
    assertThat(flow.get(Acme.ME, "Authorization", "Bearer FAKE").statusCode()).isEqualTo(401);
    assertThat(flow.get(Acme.ME, "Authorization", "Basic " + token).statusCode()).isEqualTo(401);
  }

  @Test
  void demandsSchemeAndHeadersOfTheApi() {
    ApiAccess api =
        ApiAccess.builder(UrlTemplate.of("https://api.acme.example/v1"))
            .credentialScheme("")
            .header("Acme-Version", "3")
            .build();
    Flow flow = flow(Acme.builder(UnaryOperator.identity()).api(api).build());
    String token = sandbox.service("acme").issueToken(Scopes.none());

    assertThat(flow.get(Acme.ME, "Authorization", token).statusCode()).isEqualTo(400);
    assertThat(flow.get(Acme.ME, "Authorization", token, "Acme-Version", "3").statusCode())
        .isEqualTo(200);
    assertThat(
            flow.get(Acme.ME, "Authorization", "Bearer " + token, "Acme-Version", "3").statusCode())
        .isEqualTo(401);
  }

  @Test
  void servesEveryValueOfAVariable() {
    OAuth2 oauth2 =
        OAuth2.builder(
                UrlTemplate.of("https://{region}.acme.example/authorize"),
                UrlTemplate.of("https://{region}.acme.example/token"))
            .build();
    IntegrationDefinition definition =
        IntegrationDefinition.builder("acme", "Acme")
            .auth(oauth2)
            .variables(Variable.builder("region").choices("us", "eu").build())
            .build();
    SandboxService service = sandbox.add(StandardDialect.of(definition));
    Flow flow =
        new Flow(
            sandbox, service, "https://eu.acme.example/authorize", "https://us.acme.example/token");

    assertThat(flow.token(flow.exchange(flow.newCode())).statusCode()).isEqualTo(200);
  }

  private Flow flow(IntegrationDefinition definition) {
    return Acme.flow(sandbox, sandbox.add(StandardDialect.of(definition)));
  }

  private static IntegrationDefinition clientAuthentication(ClientAuthentication way) {
    return Acme.definition(oauth2 -> oauth2.clientAuthentication(way));
  }

  private static void assertRefused(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(text(reply, "error")).isEqualTo(code);
  }
}
