package dev.patchbay.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.internal.refresh.Freshness.State;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.TokenSetRecord;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-23T12:00:00Z");
  private static final RefreshRules RULES = RefreshRules.builder().build();
  private static final RefreshRules ENDING = RefreshRules.builder().endsAccessToken().build();

  @ParameterizedTest(name = "life {0} s, {1} s old: {2} for {3} s")
  @CsvSource({
    "3600, 0, FRESH, 3300",
    "3600, 3299, FRESH, 1",
    "3600, 3300, AGING, 270",
    "3600, 3569, AGING, 1",
    "3600, 3570, LAST_MOMENT, 30",
    "3600, 3600, DEAD, 0",
    "300, 239, FRESH, 1",
    "300, 240, AGING, 45",
    "300, 285, LAST_MOMENT, 15",
    "5, 4, AGING, 0.75",
    "1, 1, DEAD, 0"
  })
  void marginIsTheSmallerOfFiveMinutesAndAFifth(int life, int age, State state, double left) {
    assertThat(judge(life, age, RULES))
        .isEqualTo(new Freshness(state, Duration.ofMillis((long) (left * 1000))));
  }

  @ParameterizedTest(name = "{0} s old: {1}")
  @CsvSource({"3299, FRESH", "3300, LAST_MOMENT", "3599, LAST_MOMENT", "3600, DEAD"})
  void nobodyGetsATokenInItsMarginThatARefreshKills(int age, State state) {
    assertThat(judge(3600, age, ENDING).state()).isEqualTo(state);
  }

  @Test
  void tokenWithoutAnEndIsFreshForAsLongAsTheServiceUsuallyLetsItLive() {
    RefreshRules usual = RefreshRules.builder().accessLife(Duration.ofHours(1)).build();
    TokenSetRecord set = set().refreshable().build();

    assertThat(Freshness.of(set, RULES, WRITTEN.plusSeconds(1_000_000_000)).state())
        .isEqualTo(State.FRESH);
    assertThat(Freshness.of(set, usual, WRITTEN.plusSeconds(3299)).state()).isEqualTo(State.FRESH);
    assertThat(Freshness.of(set, usual, WRITTEN.plusSeconds(3600)).state()).isEqualTo(State.DEAD);
  }

  @Test
  void tokenThatCannotBeRefreshedIsFreshToItsEnd() {
    TokenSetRecord set = set().expiresAt(WRITTEN.plusSeconds(3600)).build();

    assertThat(Freshness.of(set, ENDING, WRITTEN.plusSeconds(3599)))
        .isEqualTo(new Freshness(State.FRESH, Duration.ofSeconds(1)));
    assertThat(Freshness.of(set, ENDING, WRITTEN.plusSeconds(3600)).state()).isEqualTo(State.DEAD);
  }

  private static Freshness judge(int life, int age, RefreshRules rules) {
    TokenSetRecord set = set().refreshable().expiresAt(WRITTEN.plusSeconds(life)).build();
    return Freshness.of(set, rules, WRITTEN.plusSeconds(age));
  }

  private static TokenSetRecord.Builder set() {
    return TokenSetRecord.builder("default", Sealed.of(new byte[] {1}), 1).writtenAt(WRITTEN);
  }
}
