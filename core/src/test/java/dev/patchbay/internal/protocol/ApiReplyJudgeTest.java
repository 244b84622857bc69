package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiReply;
import dev.patchbay.internal.protocol.ApiReplyJudge.Verdict;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.QuotaHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiReplyJudgeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final ApiReplyJudge judge =
      new ApiReplyJudge(
          ApiErrors.builder()
              .codePaths("error.code", "error")
              .passing("busy")
              .rateLimited("slow_down")
              .unauthorized("expired")
              .quotas(
                  QuotaHeaders.epochSeconds("a-left", "a-reset"),
                  QuotaHeaders.epochMillis("b-left", "b-reset"))
              .build());

  @ParameterizedTest
  @CsvSource({
    "200, '', FINE",
    "200, other, REFUSED",
    "200, busy, PASSING",
    "200, slow_down, RATE_LIMITED",
    "200, expired, UNAUTHORIZED",
    "302, '', REFUSED",
    "400, slow_down, RATE_LIMITED",
    "401, '', UNAUTHORIZED",
    "401, other, UNAUTHORIZED",
    "403, '', REFUSED",
    "403, expired, UNAUTHORIZED",
    "408, '', PASSING",
    "429, '', RATE_LIMITED",
    "429, expired, RATE_LIMITED",
    "500, '', PASSING",
    "503, expired, PASSING"
  })
  void codeInTheBodyCountsBesideTheStatus(int status, String code, Verdict expected) {
    String body = code.isEmpty() ? "{}" : "{\"error\":\"" + code + "\"}";

    assertThat(judge.judge(reply(status, body, Map.of()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "403, a-left, 0, RATE_LIMITED",
    "403, B-Left, 0, RATE_LIMITED",
    "403, a-left, 1, REFUSED",
    "403, c-left, 0, REFUSED",
    "403, Retry-After, 1, RATE_LIMITED",
    "200, a-left, 0, FINE",
    "401, a-left, 0, UNAUTHORIZED"
  })
  void usedUpQuotaMakesForbiddenARateLimit(
      int status, String header, String value, Verdict expected) {
    assertThat(judge.judge(reply(status, "{}", Map.of(header, List.of(value)))))
        .isEqualTo(expected);
  }

  @Test
  void pauseIsThatOfRetryAfterThenOfTheLatestQuotaThenTheDefinitions() {
    Map<String, List<String>> quotas =
        Map.of(
            "a-left", List.of("0"),
            "a-reset", List.of(String.valueOf(NOW.plusSeconds(50).getEpochSecond())),
            "b-left", List.of("0"),
            "b-reset", List.of(String.valueOf(NOW.plusMillis(60_500).toEpochMilli())));
    assertThat(pause(Map.of("retry-after", List.of("3"), "a-left", List.of("0")), 0))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(pause(quotas, 0)).isEqualTo(Duration.ofMillis(60_500));
    assertThat(pause(Map.of("a-left", List.of("0"), "a-reset", List.of("soon")), 2))
        .isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void clockOfTheServiceCountsBeforeOurs() {
    Map<String, List<String>> skewed =
        Map.of(
            "date", List.of("Mon, 23 Nov 2026 12:10:00 GMT"),
            "a-left", List.of("0"),
            "a-reset", List.of(String.valueOf(NOW.plusSeconds(607).getEpochSecond())));

    assertThat(pause(skewed, 0)).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "999999999999999, 3600", "9999999999999999, 1", "-5, 1"})
  void strangeResetsStayWithinBounds(String reset, long seconds) {
    assertThat(pause(Map.of("a-left", List.of("0"), "a-reset", List.of(reset)), 0))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void onlyAPauseThatNobodyToldIsSpread() {
    Duration shortest = pause(Map.of(), 1);

    assertThat(pause(Map.of(), 1, 1)).isEqualTo(shortest.multipliedBy(5).dividedBy(4));
    assertThat(pause(Map.of("retry-after", List.of("3")), 1, 1)).isEqualTo(Duration.ofSeconds(3));
  }

  private Duration pause(Map<String, List<String>> headers, int row) {
    return pause(headers, row, 0);
  }

  private Duration pause(Map<String, List<String>> headers, int row, double chance) {
    return judge.pause(reply(429, "{}", headers), NOW, row, () -> chance);
  }

  private static ApiReply reply(int status, String body, Map<String, List<String>> headers) {
    return ApiReply.of(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
