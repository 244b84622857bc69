package dev.patchbay.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.http.AddressRule;
import dev.patchbay.internal.http.BadAddresses;
import dev.patchbay.internal.http.HostRules;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.Variable;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomHostsTest {
  private static final Variable HOST =
      Variable.builder("host").customHosts().choices("acme.example").build();
  private static final Variable REGION = Variable.builder("region").choices("us").build();
  private static final IntegrationDefinition ACME =
      IntegrationDefinition.builder("acme", "Acme")
          .auth(ApiKey.builder("a key").build())
          .variables(REGION, HOST)
          .build();
  private static final CustomHosts NONE = new CustomHosts(Set.of(), Map.of());
  private static final CustomHosts OPEN = new CustomHosts(Set.of("acme"), Map.of());
  private static final CustomHosts TRUSTING =
      new CustomHosts(Set.of(), Map.of("acme", Set.of(name("own.example"), name("acme.internal"))));
  private static final CustomHosts TRUSTING_OTHERS =
      new CustomHosts(Set.of(), Map.of("acme", Set.of(name("other.example"))));

  @Test
  void choicesNeedNoPermission() {
    assertThat(NONE.read(ACME, HOST, "Acme.Example")).isEqualTo("acme.example");
    assertThat(NONE.rules(ACME, Map.of("host", "acme.example", "region", "us")))
        .isSameAs(HostRules.NONE);
    assertThat(CustomHosts.namedIn(ACME, Map.of("host", "acme.example", "region", "x"))).isEmpty();
  }

  @Test
  void noOtherHostIsAllowedByDefault() {
    assertNotAllowed(NONE, "own.example");
    assertNotAllowed(new CustomHosts(Set.of("other"), Map.of()), "own.example");
    assertNotAllowed(
        new CustomHosts(Set.of(), Map.of("other", Set.of(name("own.example")))), "own.example");
  }

  @Test
  void openIntegrationTakesPublicHostsInLowerCase() {
    assertThat(OPEN.read(ACME, HOST, "OWN.Example")).isEqualTo("own.example");
    AddressRule rule = OPEN.rules(ACME, Map.of("host", "own.example")).ruleOf("own.example");

    assertThat(rule.allows(BadAddresses.literal("8.8.8.8"))).isTrue();
    assertThat(rule.allows(BadAddresses.literal("10.0.0.1"))).isFalse();
    assertThat(rule.allows(BadAddresses.literal("127.0.0.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.localhost",
        "printer.local",
        "metadata.google.internal",
        "router.home.arpa",
        "service.onion"
      })
  void localNamesMustBeTrusted(String host) {
    assertNotAllowed(OPEN, host);
    CustomHosts trusting = new CustomHosts(Set.of("acme"), Map.of("acme", Set.of(name(host))));

    assertThat(trusting.read(ACME, HOST, host)).isEqualTo(host);
  }

  @Test
  void trustedHostMayBePrivateAndNoOtherIsAllowed() {
    assertThat(TRUSTING.read(ACME, HOST, "own.example")).isEqualTo("own.example");
    assertNotAllowed(TRUSTING, "sub.own.example");
    assertNotAllowed(TRUSTING, "other.example");
    AddressRule rule = TRUSTING.rules(ACME, Map.of("host", "own.example")).ruleOf("own.example");

    assertThat(rule.allows(BadAddresses.literal("10.0.0.1"))).isTrue();
    assertThat(rule.allows(BadAddresses.literal("127.0.0.1"))).isFalse();
    assertThat(rule.allows(BadAddresses.literal("169.254.169.254"))).isFalse();
  }

  @Test
  void ruleHoldsForTheHostAndWhatIsBelowItOnly() {
    HostRules rules = OPEN.rules(ACME, Map.of("host", "own.example"));
    InetAddress loopback = BadAddresses.literal("127.0.0.1");

    assertThat(rules.ruleOf("api.own.example").allows(loopback)).isFalse();
    assertThat(rules.ruleOf("127.0.0.1")).isSameAs(AddressRule.ANY);
    assertThat(rules.ruleOf("notown.example")).isSameAs(AddressRule.ANY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"own.example:22", "127.0.0.1", "localhost", "a@own.example", "own example"})
  void refusesWhatIsNoHostNameWhateverIsAllowed(String text) {
    assertThatThrownBy(() -> OPEN.read(ACME, HOST, text))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
              assertThat(refused.field()).contains("variables.host");
              assertThat(refused.getMessage()).doesNotContain(text).contains("acme.example");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"own.example", "10.0.0.1", "a/b", ""})
  void storedHostThatIsNotAllowedMayNotBeCalled(String stored) {
    assertThatThrownBy(() -> TRUSTING_OTHERS.rules(ACME, Map.of("host", stored)))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.HOST_NOT_ALLOWED);
              assertThat(refused.integrationType()).contains("acme");
            });
  }

  private static void assertNotAllowed(CustomHosts hosts, String host) {
    assertThatThrownBy(() -> hosts.read(ACME, HOST, host))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.HOST_NOT_ALLOWED);
              assertThat(refused.field()).contains("variables.host");
              assertThat(refused.getMessage()).contains("acme", host, "trustHost");
            });
  }

  private static HostName name(String text) {
    return HostName.parse(text).orElseThrow();
  }
}
