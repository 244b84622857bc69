package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.error.InvalidRequestException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

  @Test
  void hasTheLimitsOfTheDesignByDefault() {
    HttpSettings settings = HttpSettings.defaults();

    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.streamDeadline()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.maxTokenBody()).isEqualTo(256 * 1024);
    assertThat(settings.maxBody()).isEqualTo(1024 * 1024);
    assertThat(settings.userAgent()).isEqualTo("patchbay");
    assertThat(settings.proxy()).isEmpty();
    assertThat(settings.resolver()).isEmpty();
    assertThat(settings.sslContext()).isEmpty();
  }

  @Test
  void keepsWhatWasSet() {
    InetSocketAddress proxy = InetSocketAddress.createUnresolved("proxy.example", 3128);
    HttpSettings settings =
        HttpSettings.builder()
            .proxy(proxy)
            .connectTimeout(Duration.ofMillis(1))
            .deadline(Duration.ofMillis(2))
            .streamDeadline(Duration.ofMillis(5))
            .maxTokenBody(3)
            .maxBody(4)
            .userAgent("acme")
            .build();

    assertThat(settings.proxy()).contains(proxy);
    assertThat(settings.connectTimeout()).hasMillis(1);
    assertThat(settings.deadline()).hasMillis(2);
    assertThat(settings.streamDeadline()).hasMillis(5);
    assertThat(settings.maxTokenBody()).isEqualTo(3);
    assertThat(settings.maxBody()).isEqualTo(4);
    assertThat(settings.userAgent()).isEqualTo("acme");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void refusesTimesThatNeverFit(long millis) {
    HttpSettings.Builder builder = HttpSettings.builder();

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> builder.deadline(Duration.ofMillis(millis)))
        .withMessageContaining("deadline");
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> builder.connectTimeout(Duration.ofMillis(millis)));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> builder.streamDeadline(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesSizesThatNeverFit(int bytes) {
    HttpSettings.Builder builder = HttpSettings.builder();

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> builder.maxBody(bytes));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> builder.maxTokenBody(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\r\nX: y", "caf\u00e9"})
  void refusesAUserAgentThatCannotBeSent(String userAgent) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> HttpSettings.builder().userAgent(userAgent));
  }
}
