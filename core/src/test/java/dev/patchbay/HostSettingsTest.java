package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.Variable;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostSettingsTest {
  private static final HttpSettings PROXIED =
      HttpSettings.builder()
          .proxy(InetSocketAddress.createUnresolved("proxy.example", 3128))
          .build();

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void refusesToStartAndNamesTheSetting(String problem, UnaryOperator<IntegrationsBuilder> change) {
    IntegrationsBuilder builder = builder(change);

    assertThatThrownBy(() -> builder.build().close())
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION);
              assertThat(failure.getMessage()).contains(problem).contains("1 problem(s)");
            });
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        bad("'allowCustomHosts plian' names no", b -> b.allowCustomHosts("hosted", "plian")),
        bad("'allowCustomHosts plain' names an", b -> b.allowCustomHosts("plain")),
        bad("'trustHost plian' names no", b -> b.trustHost("plian", "a.example")),
        bad("'trustHost plain' names an", b -> b.trustHost("plain", "a.example")),
        bad("'trustHost hosted' must be", b -> b.trustHost("hosted", "https://a.example")),
        bad("'trustHost hosted' must be", b -> b.trustHost("hosted", "a.example:443")),
        bad("'trustHost hosted' must be", b -> b.trustHost("hosted", "10.0.0.1")),
        bad("'trustHost hosted' must be", b -> b.trustHost("hosted", "*.example")),
        bad("'trustHost hosted' must be", b -> b.trustHost("hosted", "")),
        bad("'allowCustomHosts' cannot", b -> b.allowCustomHosts("hosted").http(PROXIED)),
        bad(
            "'allowCustomHosts' cannot",
            b -> b.environment(Map.of("PATCHBAY_ALLOW_CUSTOM_HOSTS", "hosted")).http(PROXIED)),
        bad("'allowCustomHosts plain'", allowed("hosted, plain")),
        bad("'allowCustomHosts ' names no", allowed("hosted,")),
        bad("'PATCHBAY_ALLOW_CUSTOM_HOSTS' is set to nothing", allowed(" ")),
        bad("'PATCHBAY_TRUST_HOSTS' must hold entries", trusted("a.example")),
        bad("'PATCHBAY_TRUST_HOSTS' must hold entries", trusted("hosted:a.example,")),
        bad("'trustHost plain'", trusted("hosted:a.example, plain:a.example")),
        bad("'trustHost hosted' must be", trusted("hosted:a.example:443")),
        bad("'trustHost hosted' must be", trusted("hosted:")));
  }

  @Test
  void builderAndEnvironmentAddUp() {
    IntegrationsBuilder builder =
        builder(b -> b.trustHost("hosted", "a.example").trustHost("hosted", "B.Internal"))
            .environment(Map.of("PATCHBAY_TRUST_HOSTS", "hosted:c.example, hosted:d.example"));
    try (Integrations integrations = builder.build()) {
      Stream.of("a.example", "b.internal", "c.example", "D.example")
          .forEach(host -> create(integrations, host));
      assertRefused(integrations, "e.example");
    }
  }

  @Test
  void environmentAllowsEveryHost() {
    try (Integrations integrations = builder(allowed("hosted")).build()) {
      create(integrations, "e.example");
      assertRefused(integrations, "e.internal");
    }
  }

  @Test
  void trustedHostsWorkThroughAProxy() {
    try (Integrations integrations =
        builder(b -> b.trustHost("hosted", "a.example").http(PROXIED)).build()) {
      create(integrations, "a.example");
    }
  }

  @Test
  void laterChangesOfTheBuilderDoNotReachTheModule() {
    IntegrationsBuilder builder = builder(b -> b.trustHost("hosted", "a.example"));
    IntegrationsModule module = builder.toModule();
    builder.trustHost("hosted", "b.example");
    try (Integrations integrations = Guice.createInjector(module).getInstance(Integrations.class)) {
      create(integrations, "a.example");
      assertRefused(integrations, "b.example");
    }
  }

  private static void create(Integrations integrations, String host) {
    integrations
        .connections()
        .create(
            WorkspaceId.of("ws"),
            ConnectionRequest.builder("hosted")
                .apiKey(Secret.of("CNRY-key"))
                .variable("host", host)
                .verificationOff()
                .build());
  }

  private static void assertRefused(Integrations integrations, String host) {
    assertThatThrownBy(() -> create(integrations, host))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.HOST_NOT_ALLOWED));
  }

  private static UnaryOperator<IntegrationsBuilder> allowed(String value) {
    return builder -> builder.environment(Map.of("PATCHBAY_ALLOW_CUSTOM_HOSTS", value));
  }

  private static UnaryOperator<IntegrationsBuilder> trusted(String value) {
    return builder -> builder.environment(Map.of("PATCHBAY_TRUST_HOSTS", value));
  }

  private static Arguments bad(String problem, UnaryOperator<IntegrationsBuilder> change) {
    return Arguments.of(problem, change);
  }

  private static IntegrationsBuilder builder(UnaryOperator<IntegrationsBuilder> change) {
    IntegrationProvider hosted =
        () ->
            IntegrationDefinition.builder("hosted", "Hosted")
                .auth(ApiKey.builder("a key").build())
                .variables(Variable.builder("host").customHosts().build())
                .build();
    return change.apply(
        Integrations.builder().provider(hosted).provider(new PlainProvider("plain")));
  }
}
