package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.JsonView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifeSpanTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "3600|3600",
        "\"3600\"|3600",
        "\" 3600 \"|3600",
        "0|0",
        "\"0\"|0",
        "-1|0",
        "\"-5\"|0",
        "3599.9|3599",
        "\"3599.9\"|3599",
        "1e3|1000",
        "\"1e3\"|1000",
        "1e9|315360000",
        "315360000|315360000",
        "315705599|315360000",
        "9000000000000000000|315360000",
        "9223372036854775808|315360000",
        "99999999999999999999999|315360000",
        "\"+60\"|60"
      })
  void readsNumbersAndNumericStringsAndClampsThem(String json, long seconds) {
    assertThat(LifeSpan.read(view(json))).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "[3600]",
        "\"\"",
        "\" \"",
        "\"soon\"",
        "\"3600s\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"0x10\"",
        "\"1_000\"",
        "\"1,000\"",
        "\"--1\"",
        "\"e\"",
        "\"11111111111111111111111111111111111111111111111\""
      })
  void treatsWhatItCannotReadAsUnknown(String json) {
    assertThat(LifeSpan.read(view(json))).isEmpty();
  }

  private static JsonView view(String json) {
    return JsonView.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
