package dev.patchbay.spi.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Scopes;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition comes from a plugin, and is refused or harmless whatever it says. */
class HostileDefinitionTest {
  private static final UrlTemplate AUTHORIZE = UrlTemplate.of("https://acme.example/authorize");
  private static final UrlTemplate TOKEN = UrlTemplate.of("https://acme.example/token");
  private static final String LINE_BREAK = "a\r\nX-Injected: b";

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void isRefused(String what, Supplier<IntegrationDefinition> hostile) {
    assertThatThrownBy(hostile::get)
        .as(what)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageNotContaining("\r")
        .hasMessageNotContaining("\n");
  }

  static Stream<Arguments> hostile() {
    return Stream.of(urls(), headers(), oauth2s(), identities(), revocations(), texts())
        .flatMap(cases -> cases);
  }

  @Test
  void thereAreFortyOfThem() {
    assertThat(hostile().count() + 2).isGreaterThanOrEqualTo(40);
  }

  /** Whoever shows a name has to escape it, as any text. */
  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "\u202eelgooG"})
  void nameIsOnlyText(String name) {
    IntegrationDefinition built =
        IntegrationDefinition.builder("acme", name).auth(oauth2().build()).build();

    assertThat(built.displayName()).isEqualTo(name);
    assertThat(built).hasToString("IntegrationDefinition[id=acme]");
  }

  private static Stream<Arguments> urls() {
    Stream<String> hostile =
        Stream.of(
            "http://acme.example/a",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//acme.example/a",
            "",
            "a",
            "https://acme.example/\u0430",
            "https://user@acme.example/a",
            "https://user:word@acme.example/a",
            "https://acme.example/a#b",
            "https://acme.example/a?state=x",
            "https://{tenant}.acme.example/a",
            "https://acme.example/{a",
            "https://acme.example/a\r\nHost: evil.example",
            "https://169.254.169.254/latest/meta-data",
            "https://10.0.0.1/a",
            "https://[fd00::1]/a",
            "https://localhost/a",
            "https://2130706433/a",
            "http://0x7f.0.0.1/a",
            "https://acme.example\\@evil.example/a");
    return hostile.flatMap(
        url ->
            Stream.of(
                hostile(
                    "authorise at " + shown(url),
                    () -> with(OAuth2.builder(UrlTemplate.of(url), TOKEN))),
                hostile(
                    "tokens from " + shown(url),
                    () -> with(OAuth2.builder(AUTHORIZE, UrlTemplate.of(url)))),
                hostile(
                    "API at " + shown(url),
                    () -> acme().api(ApiAccess.builder(UrlTemplate.of(url)).build()).build()),
                hostile(
                    "revoke at " + shown(url),
                    () ->
                        acme()
                            .revocation(RevocationCall.builder("POST", UrlTemplate.of(url)).build())
                            .build())));
  }

  private static Stream<Arguments> headers() {
    return Stream.of(
        hostile("line break in a header", () -> with(oauth2().tokenHeader("X-A", LINE_BREAK))),
        hostile("line break in a header's name", () -> with(oauth2().tokenHeader(LINE_BREAK, "a"))),
        hostile("huge header", () -> with(oauth2().tokenHeader("X-A", "a".repeat(10_000)))),
        hostile("another host", () -> with(oauth2().tokenHeader("Host", "evil.example"))),
        hostile("own authorization", () -> with(oauth2().tokenHeader("authorization", "Basic x"))),
        hostile("API header", () -> api(api().header("X-A", LINE_BREAK))),
        hostile("API cookie", () -> api(api().header("Cookie", "a=b"))),
        hostile(
            "header of a quota", () -> errors(it -> it.quotas(QuotaHeaders.epochSeconds("a", "")))),
        hostile("endless pause", () -> errors(it -> it.untoldPause(Duration.ofDays(1)))),
        hostile("no pause", () -> errors(it -> it.untoldPause(Duration.ZERO))),
        hostile("refusals that stand nowhere", () -> errors(it -> it.unauthorized("expired"))),
        hostile("scheme of the credential", () -> api(api().credentialScheme(LINE_BREAK))),
        hostile(
            "scheme of a key",
            () ->
                IntegrationDefinition.builder("acme", "Acme")
                    .auth(ApiKey.builder("a key").scheme("Bearer x,").build())
                    .api(api().build())
                    .build()));
  }

  private static Stream<Arguments> oauth2s() {
    return Stream.of(
        hostile("line break in a scope", () -> with(oauth2().defaultScopes(Scopes.of(LINE_BREAK)))),
        hostile("two scopes in one", () -> with(oauth2().defaultScopes(Scopes.of("read admin")))),
        hostile("huge scope", () -> with(oauth2().defaultScopes(Scopes.of("a".repeat(10_000))))),
        hostile("10,000 scopes", () -> with(oauth2().defaultScopes(many()))),
        hostile("no separator", () -> with(oauth2().scopeSeparator(""))),
        hostile("line break as separator", () -> with(oauth2().scopeSeparator("\r\n"))),
        hostile("line break in a parameter", () -> with(oauth2().parameter("prompt", LINE_BREAK))),
        hostile("huge parameter", () -> with(oauth2().parameter("prompt", "a".repeat(10_000)))),
        hostile("own state", () -> with(oauth2().parameter("state", "fixed"))),
        hostile(
            "own redirect", () -> with(oauth2().parameter("redirect_uri", "https://e.example"))),
        hostile("state in capitals", () -> with(oauth2().allowedParameters("STATE"))),
        hostile("state as a list", () -> with(oauth2().allowedParameters("state[]"))),
        hostile("encoded state", () -> with(oauth2().allowedParameters("%73tate"))),
        hostile("issuer in clear", () -> with(oauth2().issuer("http://acme.example"))),
        hostile("issuer that is none", () -> with(oauth2().issuer("javascript:alert(1)"))),
        hostile(
            "name of a token set",
            () -> with(oauth2().tokenSets(TokenSetShape.builder("../default").build()))));
  }

  private static Scopes many() {
    return Scopes.copyOf(IntStream.range(0, 10_000).mapToObj(i -> "scope" + i).toList());
  }

  private static Stream<Arguments> identities() {
    return Stream.of(
            "@evil.example/me",
            ".evil.example/me",
            ":8443/me",
            "me",
            "/me#a",
            "/me\r\nHost: evil.example",
            "https://evil.example/me")
        .map(
            path ->
                hostile(
                    "who am I at " + shown(path),
                    () ->
                        acme()
                            .api(api().build())
                            .identity(IdentityCall.builder(path).idPaths("id").build())
                            .build()));
  }

  private static Stream<Arguments> revocations() {
    return Stream.of(
        hostile(
            "method of a revocation",
            () ->
                acme()
                    .revocation(RevocationCall.builder("GET / HTTP/1.1\r\n", TOKEN).build())
                    .build()),
        hostile(
            "method of an identity call",
            () ->
                acme()
                    .api(api().build())
                    .identity(IdentityCall.builder("/me").method("get\n").idPaths("id").build())
                    .build()),
        hostile(
            "field of a revocation",
            () ->
                acme()
                    .revocation(
                        RevocationCall.builder("POST", TOKEN).tokenField("token\r\n").build())
                    .build()));
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        hostile("line break in the name", () -> named("acme", "Acme\r\n")),
        hostile("huge name", () -> named("acme", "a".repeat(10_000_000))),
        hostile("homoglyph in the id", () -> named("gm\u0430il", "Gmail")),
        hostile("path as id", () -> named("../gmail", "Gmail")),
        hostile("script as documentation", () -> linking("javascript:alert(1)")),
        hostile("documentation in clear", () -> linking("http://acme.example/docs")),
        hostile("documentation with a user", () -> linking("https://u@acme.example/docs")),
        hostile("huge description", () -> keyed(ApiKey.builder("a".repeat(10_000_000)))),
        hostile(
            "line break in a hint",
            () -> keyed(ApiKey.builder("k").wrongKinds(WrongKind.of("a_", "x", LINE_BREAK)))),
        hostile("every word is a secret", () -> acme().secretPrefixes("").build()));
  }

  private static Arguments hostile(String what, Supplier<IntegrationDefinition> definition) {
    return Arguments.of(what, definition);
  }

  private static String shown(String text) {
    return text.replaceAll("[\r\n]+", " ");
  }

  private static IntegrationDefinition.Builder acme() {
    return IntegrationDefinition.builder("acme", "Acme").auth(oauth2().build());
  }

  private static IntegrationDefinition named(String id, String name) {
    return IntegrationDefinition.builder(id, name).auth(oauth2().build()).build();
  }

  private static IntegrationDefinition linking(String documentation) {
    return acme().documentation(URI.create(documentation)).build();
  }

  private static IntegrationDefinition keyed(ApiKey.Builder key) {
    return IntegrationDefinition.builder("acme", "Acme").auth(key.build()).build();
  }

  private static IntegrationDefinition with(OAuth2.Builder oauth2) {
    return IntegrationDefinition.builder("acme", "Acme").auth(oauth2.build()).build();
  }

  private static IntegrationDefinition errors(UnaryOperator<ApiErrors.Builder> change) {
    return api(api().errors(change.apply(ApiErrors.builder()).build()));
  }

  private static IntegrationDefinition api(ApiAccess.Builder api) {
    return acme().api(api.build()).build();
  }

  private static OAuth2.Builder oauth2() {
    return OAuth2.builder(AUTHORIZE, TOKEN);
  }

  private static ApiAccess.Builder api() {
    return ApiAccess.builder(UrlTemplate.of("https://api.acme.example"));
  }
}
