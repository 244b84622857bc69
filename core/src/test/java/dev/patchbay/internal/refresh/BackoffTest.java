package dev.patchbay.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  @ParameterizedTest(name = "after {0} failures up to {1} s")
  @CsvSource({"0, 30", "1, 60", "2, 120", "5, 900", "40, 900", "2000000000, 900"})
  void capDoublesUpToItsLongestAndJitterTakesAnyPart(int failures, long cap) {
    assertThat(Backoff.OF_RIDDLE.next(failures, () -> 1)).isEqualTo(Duration.ofSeconds(cap));
    assertThat(Backoff.OF_RIDDLE.next(failures, () -> 0))
        .isEqualTo(Duration.ofSeconds(cap).dividedBy(10));
  }

  @ParameterizedTest(name = "after {0} failures up to {1} ms")
  @CsvSource({"0, 500", "1, 1000", "2, 2000", "3, 2000"})
  void triesWithinACallAreCloseTogether(int failures, long cap) {
    assertThat(Backoff.WITHIN_CALL.next(failures, () -> 1)).isEqualTo(Duration.ofMillis(cap));
  }
}
