package dev.patchbay.spi.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomHostDefinitionTest {
  private static final Variable HOST = host().build();
  private static final Variable REGION =
      Variable.builder("region").choices("us", "eu").defaultValue("us").build();
  private static final Variable OWN_HOST = host().replaces("region").build();

  @Test
  void variableWithoutChoicesIsOptionalIfItTakesCustomHosts() {
    assertThat(HOST.isOptional()).isTrue();
    assertThat(HOST.takesCustomHosts()).isTrue();
    assertThat(OWN_HOST.replaces()).contains("region");
    assertThat(host().choices("acme.example").build().isOptional()).isFalse();
    assertThat(REGION.isOptional()).isFalse();
    assertThat(REGION.takesCustomHosts()).isFalse();
  }

  @Test
  void acceptsHostsOfBothShapes() {
    UrlTemplate github =
        UrlTemplate.of("https://{host}/api/v3")
            .when("host", "github.com", "https://api.github.com")
            .when("host", "*.ghe.com", "https://api.{host}");
    UrlTemplate posthog =
        UrlTemplate.of("https://{region}.posthog.com").when("host", "*", "https://{host}");

    definition(github, host().choices("github.com").defaultValue("github.com").build()).build();
    definition(posthog, REGION, OWN_HOST).build();
    definition(UrlTemplate.of("http://127.0.0.1:1/{host}/x").when("host", "*", "https://a.{host}"))
        .variables(host().choices("a.example").build())
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badVariables")
  void refusesVariablesThatContradictThemselves(String problem, Variable... variables) {
    IntegrationDefinition.Builder definition =
        definition(UrlTemplate.of("https://acme.example"), variables);

    assertThatThrownBy(definition::build)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(problem);
  }

  static Stream<Arguments> badVariables() {
    return Stream.of(
        bad("no token reply may fix it", host().replyField("host").build()),
        bad("its default among them", host().defaultValue("acme.example").build()),
        bad("must replace another variable", host().replaces("region").build()),
        bad("must replace another variable", host().replaces("host").build()),
        bad(
            "which replaces none itself",
            REGION,
            OWN_HOST,
            Variable.builder("site").customHosts().replaces("host").build()),
        bad(
            "have no choices if it replaces another",
            REGION,
            host().choices("acme.example").replaces("region").build()),
        bad(
            "have no choices if it replaces another",
            REGION,
            Variable.builder("plan").choices("free").replaces("region").build()),
        bad("each variable must be there once", HOST, HOST),
        bad("at most 4 variables may be optional", optional("a", "b", "c", "d", "e")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://{host}.acme.example/x",
        "https://{host}:8443/x",
        "https://a{host}/x",
        "https://a-{host}/x",
        "https://{host}.{host}/x",
      })
  void refusesCustomHostsThatTheEngineCouldNotTell(String url) {
    assertRefused(
        definition(UrlTemplate.of(url), host().choices("acme.example").build()),
        "must have a custom host at the end of its host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://{host}/x",
        "https://user@{host}/x",
        "https://{host}/x?y=z",
        "https://{host}@evil.example",
        "{host}",
      })
  void refusesInsecureAndAmbiguousUrlsInCasesToo(String url) {
    assertRefused(
        definition(UrlTemplate.of("https://acme.example").when("host", "*", url), HOST),
        "must be absolute, https");
  }

  @Test
  void refusesUrlsWhoseVariableMayBeAbsent() {
    assertRefused(definition(UrlTemplate.of("https://{host}"), HOST), "may be absent");
    assertRefused(
        definition(UrlTemplate.of("https://{region}.acme.example"), REGION, OWN_HOST),
        "may be absent");
    assertRefused(
        definition(
            UrlTemplate.of("https://{region}.acme.example")
                .when("host", "*.acme.example", "https://{host}"),
            REGION,
            OWN_HOST),
        "may be absent");
    assertRefused(
        definition(
            UrlTemplate.of("https://acme.example")
                .when("host", "*", "https://acme.example/{region}"),
            REGION,
            OWN_HOST),
        "may be absent");
  }

  @Test
  void refusesCasesOfVariablesThatAreNotDeclared() {
    assertRefused(
        definition(UrlTemplate.of("https://acme.example").when("site", "*", "https://b.example")),
        "undeclared variables [site]");
  }

  @Test
  void refusesIssuersThatCannotBeFilledIn() {
    assertRefused(withIssuer("https://{site}/oauth", HOST), "the issuer URL names undeclared");
    assertRefused(withIssuer("https://{host}/oauth", HOST), "the issuer URL names a variable");
    withIssuer("https://{host}/oauth", host().choices("acme.example").build()).build();
    assertRefused(withIssuer("any text", HOST), "the issuer URL must be absolute");
  }

  private static IntegrationDefinition.Builder withIssuer(String issuer, Variable variable) {
    UrlTemplate url = UrlTemplate.of("https://acme.example");
    return IntegrationDefinition.builder("acme", "Acme")
        .auth(OAuth2.builder(url, url).issuer(issuer).build())
        .variables(variable);
  }

  private static void assertRefused(IntegrationDefinition.Builder definition, String problem) {
    assertThatThrownBy(definition::build)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(problem);
  }

  private static IntegrationDefinition.Builder definition(UrlTemplate api, Variable... variables) {
    return IntegrationDefinition.builder("acme", "Acme")
        .auth(ApiKey.builder("a key").build())
        .api(ApiAccess.builder(api).build())
        .variables(variables);
  }

  private static Arguments bad(String problem, Variable... variables) {
    return Arguments.of(problem, variables);
  }

  private static Variable[] optional(String... names) {
    return Stream.of(names)
        .map(name -> Variable.builder(name).customHosts().build())
        .toArray(Variable[]::new);
  }

  private static Variable.Builder host() {
    return Variable.builder("host").customHosts();
  }
}
