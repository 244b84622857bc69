package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty values of Retry-After, the good and the bad. */
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1",
        "1 | 1",
        "7 | 7",
        " 30 | 30",
        "3600 | 3600",
        "3601 | 3600",
        "86400 | 3600",
        "999999999 | 3600",
        "Mon, 23 Nov 2026 12:00:10 GMT | 10",
        "Mon, 23 Nov 2026 12:00:00 GMT | 1",
        "Tue, 24 Nov 2026 12:00:00 GMT | 3600"
      })
  void isReadAsSecondsOrDate(String value, long seconds) {
    assertThat(RetryAfter.read(reply(Map.of("Retry-After", List.of(value))), NOW))
        .hasValueSatisfying(wait -> assertThat(wait.toSeconds()).isEqualTo(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1.5",
        "1e3",
        "soon",
        "9999999999",
        "99999999999999999999",
        "Mon, 23 Nov 2026 11:59:50 GMT",
        "2026-11-23T12:00:10Z"
      })
  void countsAsNotSaidIfUnreadableOrPast(String value) {
    assertThat(RetryAfter.read(reply(Map.of("Retry-After", List.of(value))), NOW)).isEmpty();
  }

  @Test
  void comparesADateWithTheServicesOwnClock() {
    Map<String, List<String>> headers =
        Map.of(
            "Retry-After", List.of("Mon, 23 Nov 2026 13:00:05 GMT"),
            "Date", List.of("Mon, 23 Nov 2026 13:00:00 GMT"));

    assertThat(RetryAfter.read(reply(headers), NOW))
        .hasValueSatisfying(wait -> assertThat(wait.toSeconds()).isEqualTo(5));
  }

  private static ApiReply reply(Map<String, List<String>> headers) {
    return ApiReply.of(429, headers, new byte[0]);
  }
}
