package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String CALLBACK = "https://host.example/callback";
  private static final OAuthClient CLIENT =
      OAuthClient.builder("id").clientSecret(Secret.of("CNRY-secret")).build();

  @Test
  void startsWithNothingSet() {
    try (Integrations integrations = Integrations.builder().build()) {
      assertThat(integrations.installed()).isEmpty();
      assertThat(integrations.providerFailures()).isEmpty();
    }
  }

  @Test
  void environmentConfiguresClientsAndUrls() {
    Map<String, String> environment =
        Map.of(
            "PATCHBAY_CALLBACK_URL", CALLBACK,
            "PATCHBAY_PLAIN_ONE_CLIENT_ID", "id",
            "PATCHBAY_PLAIN_ONE_CLIENT_SECRET", "CNRY-secret",
            "PATCHBAY_RETURN_TO", "https://a.example, https://b.example/x",
            "PATCHBAY_SESSION_LIFE", "PT5M",
            "PATH", "/bin");
    try (Integrations integrations =
        plain("plain-one", builder -> builder.environment(environment)).build()) {
      assertThat(integrations.installed()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void refusesToStartAndNamesTheSetting(String setting, UnaryOperator<IntegrationsBuilder> change) {
    IntegrationsBuilder builder = plain("plain", change);

    assertThatThrownBy(() -> builder.build().close())
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION);
              assertThat(failure.getMessage()).contains("'" + setting).doesNotContain("CNRY");
            });
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("patchbay-timer")))
        .isEmpty();
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        bad("callbackUrl", b -> b.client("plain", CLIENT)),
        bad("callbackUrl", b -> b.clientSource(lookup -> Optional.empty())),
        bad("callbackUrl", b -> b.callbackUrl("")),
        bad("callbackUrl", b -> b.callbackUrl("host.example/callback")),
        bad("callbackUrl", b -> b.callbackUrl("/callback")),
        bad("callbackUrl", b -> b.callbackUrl("http://host.example/callback")),
        bad("callbackUrl", b -> b.callbackUrl("http://127.0.0.1/callback")),
        bad("callbackUrl", b -> b.callbackUrl("http://host.example/x").unsafeAllowLoopbackHttp()),
        bad(
            "callbackUrl",
            b -> b.callbackUrl("http://127.0.0.1.evil.example/").unsafeAllowLoopbackHttp()),
        bad("callbackUrl", b -> b.callbackUrl("https://user:CNRY-u@host.example/callback")),
        bad("callbackUrl", b -> b.callbackUrl(CALLBACK + "?state=1")),
        bad("callbackUrl", b -> b.callbackUrl(CALLBACK + "#x")),
        bad("callbackUrl", b -> b.callbackUrl("https://host .example/")),
        bad("callbackUrl", b -> b.callbackUrl("ftp://host.example/")),
        bad("client plian", b -> b.callbackUrl(CALLBACK).client("plian", CLIENT)),
        bad("client plain", b -> b.callbackUrl(CALLBACK).client("plain", publicClient())),
        bad("client plain", b -> b.callbackUrl(CALLBACK).client("plain", blankSecret())),
        bad("bareCallback plian", b -> b.bareCallback("plian")),
        bad("include/exclude plian", b -> b.include("plian")),
        bad("include/exclude plian", b -> b.exclude("plian")),
        bad("allowReturnTo", b -> b.allowReturnTo("app.example")),
        bad("allowReturnTo", b -> b.allowReturnTo("http://app.example")),
        bad("allowReturnTo", b -> b.allowReturnTo("")),
        bad("sessionLife", b -> b.sessionLife(Duration.ZERO)),
        bad("sessionLife", b -> b.sessionLife(Duration.ofSeconds(-1))),
        bad("sessionLife", b -> b.sessionLife(Duration.ofMinutes(61))),
        bad("identityRetry", b -> b.identityRetry(Duration.ZERO)),
        bad("identityRetry", b -> b.identityRetry(Duration.ofDays(1))),
        bad("maxPendingSessions per workspace", b -> b.maxPendingSessions(0, 1)),
        bad("maxPendingSessions in total", b -> b.maxPendingSessions(1, 0)),
        bad("maxWaiters", b -> b.maxWaiters(0)),
        bad("callsPerIntegration", b -> b.callsPerIntegration(-1)),
        bad("cipher", b -> b.stores(durable())),
        bad("PATCHBAY_CALBACK_URL", b -> b.environment(Map.of("PATCHBAY_CALBACK_URL", CALLBACK))),
        bad(
            "PATCHBAY_PLIAN_CLIENT_ID",
            b -> b.environment(Map.of("PATCHBAY_PLIAN_CLIENT_ID", "x"))),
        bad("PATCHBAY_PLAIN_CLIENT", b -> b.environment(Map.of("PATCHBAY_PLAIN_CLIENT", "CNRY-c"))),
        bad(
            "PATCHBAY_PLAIN_CLIENT_ID",
            b -> b.environment(Map.of("PATCHBAY_PLAIN_CLIENT_SECRET", "CNRY-c"))),
        bad(
            "PATCHBAY_PLAIN_CLIENT_ID",
            b -> b.environment(Map.of("PATCHBAY_PLAIN_CLIENT_ID", " "))),
        bad("PATCHBAY_SESSION_LIFE", b -> b.environment(Map.of("PATCHBAY_SESSION_LIFE", "10m"))),
        bad("PATCHBAY_SESSION_LIFE", b -> b.environment(Map.of("PATCHBAY_SESSION_LIFE", ""))),
        bad("sessionLife", b -> b.environment(Map.of("PATCHBAY_SESSION_LIFE", "PT2H"))),
        bad(
            "allowReturnTo",
            b -> b.environment(Map.of("PATCHBAY_RETURN_TO", "https://a.example,,"))));
  }

  @Test
  void durableStoresWithoutACipherTellHowToMakeAKeyset() {
    assertThatThrownBy(() -> plain("plain", b -> b.stores(durable())).build().close())
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("patchbay-ciphers-tink")
        .hasMessageContaining("dev.patchbay.ciphers.tink.KeysetCommand create keyset.json")
        .hasMessageContaining("TinkCipher.from(KeysetSource.file(Path.of(\"keyset.json\")))");
  }

  @Test
  void everyProblemIsToldAtOnce() {
    IntegrationsBuilder builder =
        plain("plain", b -> b.callbackUrl("x").maxWaiters(0).bareCallback("nobody"));

    assertThatThrownBy(builder::build)
        .hasMessageContaining("3 problem(s)")
        .hasMessageContaining("'callbackUrl'")
        .hasMessageContaining("'maxWaiters'")
        .hasMessageContaining("'bareCallback nobody'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://host.example", "https://host.example:8443/a/", "https://x.y/b"})
  void acceptsCallbackUrlsWithoutQueryAndFragment(String url) {
    plain("plain", b -> b.callbackUrl(url)).build().close();
  }

  private static Arguments bad(String setting, UnaryOperator<IntegrationsBuilder> change) {
    return Arguments.of(setting, change);
  }

  private static IntegrationsBuilder plain(String id, UnaryOperator<IntegrationsBuilder> change) {
    return change.apply(Integrations.builder().provider(new PlainProvider(id)));
  }

  private static OAuthClient blankSecret() {
    return OAuthClient.builder("id").clientSecret(Secret.of(" ")).build();
  }

  private static OAuthClient publicClient() {
    return OAuthClient.builder("id").build();
  }

  private static Stores durable() {
    Stores memory = new MemoryStores(Clock.systemUTC());
    return new Stores() {
      @Override
      public SessionStore sessions() {
        return memory.sessions();
      }

      @Override
      public ConnectionStore connections() {
        return memory.connections();
      }

      @Override
      public SealedStore sealed() {
        return memory.sealed();
      }

      @Override
      public boolean isDurable() {
        return true;
      }
    };
  }
}
