package dev.patchbay.spi.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTemplateTest {
  private static final UrlTemplate GITHUB =
      UrlTemplate.of("https://{host}/api/v3")
          .when("host", "github.com", "https://api.github.com")
          .when("host", "*.ghe.com", "https://api.{host}");
  private static final UrlTemplate POSTHOG =
      UrlTemplate.of("https://{region}.posthog.com").when("host", "*", "https://{host}");

  @ParameterizedTest
  @CsvSource({
    "github.com, https://api.github.com",
    "octo.ghe.com, https://api.octo.ghe.com",
    "a.octo.ghe.com, https://api.a.octo.ghe.com",
    "ghe.acme.example, https://ghe.acme.example/api/v3",
    "api.github.com, https://api.github.com/api/v3",
    "notghe.com, https://notghe.com/api/v3",
    "ghe.com, https://ghe.com/api/v3",
    ".ghe.com, https://.ghe.com/api/v3",
    "octo.ghe.com.evil.example, https://octo.ghe.com.evil.example/api/v3",
  })
  void firstCaseThatFitsWinsOverTheText(String host, String url) {
    assertThat(GITHUB.expand(Map.of("host", host))).hasToString(url);
  }

  @Test
  void caseOfAnyValueNeedsAValue() {
    assertThat(POSTHOG.expand(Map.of("region", "eu"))).hasToString("https://eu.posthog.com");
    assertThat(POSTHOG.expand(Map.of("host", "ph.example"))).hasToString("https://ph.example");
    assertThat(POSTHOG.expand(Map.of("host", "ph.example", "region", "eu")))
        .hasToString("https://ph.example");
    assertThatThrownBy(() -> POSTHOG.expand(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("region");
  }

  @Test
  void casesAreAskedInTheirOrder() {
    UrlTemplate anyFirst =
        UrlTemplate.of("https://c.example")
            .when("host", "*", "https://a.example")
            .when("host", "x", "https://b.example");

    assertThat(anyFirst.expand(Map.of("host", "x"))).hasToString("https://a.example");
  }

  @Test
  void namesAreThoseOfEveryTextAndOfTheConditions() {
    assertThat(POSTHOG.names()).containsExactly("region", "host");
    assertThat(UrlTemplate.of("https://a.example").when("tier", "x", "https://b.example").names())
        .containsExactly("tier");
  }

  @Test
  void changeReachesEveryText() {
    UrlTemplate changed = GITHUB.changed(text -> text.replace("https://", "http://127.0.0.1:1/"));

    assertThat(changed.texts())
        .containsExactly(
            "http://127.0.0.1:1/api.github.com",
            "http://127.0.0.1:1/api.{host}",
            "http://127.0.0.1:1/{host}/api/v3");
    assertThat(changed.expand(Map.of("host", "octo.ghe.com")))
        .hasToString("http://127.0.0.1:1/api.octo.ghe.com");
    assertThat(GITHUB.changed(text -> text)).isEqualTo(GITHUB).hasSameHashCodeAs(GITHUB);
  }

  @Test
  void addingACaseLeavesTheTemplateAsItWas() {
    UrlTemplate plain = UrlTemplate.of("https://a.example");

    assertThat(plain.when("host", "*", "https://{host}")).isNotEqualTo(plain);
    assertThat(plain.expand(Map.of("host", "b.example"))).hasToString("https://a.example");
    assertThat(plain).hasToString("https://a.example");
    assertThat(POSTHOG).hasToString("https://{region}.posthog.com (https://{host} when host is *)");
  }
}
