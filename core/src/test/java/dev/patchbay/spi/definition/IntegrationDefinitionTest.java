package dev.patchbay.spi.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Scopes;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntegrationDefinitionTest {
  private static final UrlTemplate TOKEN = UrlTemplate.of("https://acme.example/token");
  private static final UrlTemplate AUTHORIZE = UrlTemplate.of("https://acme.example/authorize");

  @ParameterizedTest(name = "{0}")
  @MethodSource("unacceptable")
  void refusesWhatNoServiceCanMean(String problem, IntegrationDefinition.Builder definition) {
    assertThatThrownBy(definition::build)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(problem);
  }

  static Stream<Arguments> unacceptable() {
    return Stream.of(
        bad(
            "a client must name itself",
            of(oauth2().clientAuthentication(ClientAuthentication.ANONYMOUS))),
        bad("API key must be described", named("acme", "Acme").auth(ApiKey.builder(" ").build())),
        bad(
            "access token must be described",
            named("acme", "Acme").auth(AccessToken.builder(" ").build())),
        bad(
            "wrong kind of API key must have a prefix",
            named("acme", "Acme")
                .auth(
                    ApiKey.builder("k")
                        .wrongKinds(WrongKind.of("a_", "x", "y"), WrongKind.of("", "x", "y"))
                        .build())),
        bad(
            "wrong kind of access token must have a prefix",
            named("acme", "Acme")
                .auth(AccessToken.builder("t").wrongKinds(WrongKind.of("", "x", "y")).build())),
        bad(
            "wrong kind of access token must have a prefix",
            named("acme", "Acme")
                .auth(
                    AccessToken.builder("t")
                        .wrongRefreshKinds(WrongKind.of(" ", "x", "y"))
                        .build())),
        bad(
            "never refreshed must not be blank",
            named("acme", "Acme").auth(AccessToken.builder("t").unrefreshablePrefixes("").build())),
        bad(
            "never refreshed must not be blank",
            named("acme", "Acme")
                .auth(AccessToken.builder("t").unrefreshablePrefixes("a_", " ").build())),
        bad("the id", named("", "Acme")),
        bad("the id", named("a", "Acme")),
        bad("the id", named("Acme", "Acme")),
        bad("the id", named("1acme", "Acme")),
        bad("the id", named("ac me", "Acme")),
        bad("the id", named("acm\u0435", "Acme")),
        bad("the id", named("a".repeat(41), "Acme")),
        bad("the display name", named("acme", " ")),
        bad("the display name", named("acme", "A\nB")),
        bad("the display name", named("acme", "A".repeat(81))),
        bad("way to connect", IntegrationDefinition.builder("acme", "Acme")),
        bad("each way", named("acme", "Acme").auth(oauth2().build())),
        bad("the authorize URL", of(OAuth2.builder(url("http://acme.example"), TOKEN))),
        bad("the authorize URL", of(OAuth2.builder(url("javascript:alert(1)"), TOKEN))),
        bad("the authorize URL", of(OAuth2.builder(url("/authorize"), TOKEN))),
        bad("the authorize URL", of(OAuth2.builder(url("https://u:p@acme.example"), TOKEN))),
        bad("the authorize URL", of(OAuth2.builder(url("https://acme.example/?a=b"), TOKEN))),
        bad("the authorize URL", of(OAuth2.builder(url("https://acme.example/#a"), TOKEN))),
        bad("the authorize URL", of(OAuth2.builder(url("https://acme.example/a b"), TOKEN))),
        bad("undeclared variables [host]", of(OAuth2.builder(url("https://{host}/a"), TOKEN))),
        bad("the token URL", of(OAuth2.builder(AUTHORIZE, url("http://10.0.0.1/token")))),
        bad("the token URL", of(OAuth2.builder(AUTHORIZE, url("http://127.0.0.1.x.example/")))),
        bad("the api URL", named("acme", "Acme").api(api("http://acme.example"))),
        bad(
            "the revocation URL",
            named("acme", "Acme").revocation(revocation("http://acme.example/revoke"))),
        bad(
            "undeclared variables [client]",
            named("acme", "Acme").revocation(revocation("https://acme.example/{client}"))),
        bad("'state' is reserved", of(oauth2().parameter("state", "x"))),
        bad("'scope' is reserved", of(oauth2().parameter("scope", "x"))),
        bad("'Redirect_URI' is reserved", of(oauth2().allowedParameters("Redirect_URI"))),
        bad("'code_challenge' is reserved", of(oauth2().allowedParameters("code_challenge"))),
        bad("'a b' is reserved", of(oauth2().allowedParameters("a b"))),
        bad("the default scopes", of(oauth2().requiredScopes(Scopes.of("a")))),
        bad("a required issuer", of(oauth2().issuerRequired())),
        bad(
            "needs an API",
            named("acme", "Acme").identity(IdentityCall.builder("/me").idPaths("id").build())),
        bad("the variable 'Region'", variable(Variable.builder("Region").choices("us"))),
        bad("must have choices", variable(Variable.builder("region"))),
        bad(
            "must have choices",
            variable(Variable.builder("region").choices("us").defaultValue("eu"))));
  }

  @Test
  void tellsEveryProblemAtOnce() {
    assertThatThrownBy(
            () -> of(OAuth2.builder(url("http://a.example"), url("ftp://b.example"))).build())
        .hasMessageContaining("the authorize URL")
        .hasMessageContaining("the token URL");
  }

  @Test
  void copyWithOtherUrlsKeepsEverythingElse() {
    IntegrationDefinition definition =
        named("acme", "Acme")
            .api(api("https://api.acme.example"))
            .revocation(revocation("https://acme.example/apps/{client_id}"))
            .build();

    IntegrationDefinition copy =
        definition.withUrls(text -> text.replace("https://", "http://127.0.0.1:1/"));

    assertThat(copy.oauth2().orElseThrow().tokenUrl())
        .hasToString("http://127.0.0.1:1/acme.example/token");
    assertThat(copy.api().orElseThrow().baseUrl())
        .hasToString("http://127.0.0.1:1/api.acme.example");
    assertThat(copy.revocation().orElseThrow().url())
        .hasToString("http://127.0.0.1:1/acme.example/apps/{client_id}");
    assertThat(copy)
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(UrlTemplate.class)
        .isEqualTo(definition);
  }

  @Test
  void laterChangesOfABuilderDoNotReachWhatItBuilt() {
    IntegrationDefinition.Builder builder = named("acme", "Acme");
    IntegrationDefinition built = builder.build();
    builder.variables(Variable.builder("region").choices("us").build());

    assertThat(built.variables()).isEmpty();
    assertThatThrownBy(() -> built.auth().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void valuesCannotBreakOutOfATemplate() {
    UrlTemplate template = url("https://acme.example/apps/{client_id}/token");

    assertThat(template.expand(Map.of("client_id", "a/../b?c#d e")))
        .hasToString("https://acme.example/apps/a%2F..%2Fb%3Fc%23d%20e/token");
    assertThatThrownBy(() -> template.expand(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client_id");
  }

  private static Arguments bad(String problem, IntegrationDefinition.Builder definition) {
    return Arguments.of(problem, definition);
  }

  private static IntegrationDefinition.Builder named(String id, String displayName) {
    return IntegrationDefinition.builder(id, displayName).auth(oauth2().build());
  }

  private static IntegrationDefinition.Builder of(OAuth2.Builder oauth2) {
    return IntegrationDefinition.builder("acme", "Acme").auth(oauth2.build());
  }

  private static IntegrationDefinition.Builder variable(Variable.Builder variable) {
    return named("acme", "Acme").variables(variable.build());
  }

  private static OAuth2.Builder oauth2() {
    return OAuth2.builder(AUTHORIZE, TOKEN);
  }

  private static ApiAccess api(String url) {
    return ApiAccess.builder(url(url)).build();
  }

  private static RevocationCall revocation(String url) {
    return RevocationCall.builder("POST", url(url)).build();
  }

  private static UrlTemplate url(String text) {
    return UrlTemplate.of(text);
  }
}
