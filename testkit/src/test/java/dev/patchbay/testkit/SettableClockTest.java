package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettableClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SettableClock clock = SettableClock.at(START);

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());

    assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(START.plusSeconds(300));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(300));
    assertThat(clock.advance(Duration.ofMinutes(-5))).isEqualTo(START);
  }

  @Test
  void movesItsCopiesInOtherZones() {
    ZoneId zone = ZoneId.of("Asia/Tokyo");
    Clock copy = clock.withZone(zone);

    clock.advance(Duration.ofSeconds(1));

    assertThat(copy.instant()).isEqualTo(START.plusSeconds(1));
    assertThat(copy.getZone()).isEqualTo(zone);
  }

  @Test
  void losesNoMoveWhenManyMoveItAtOnce() {
    IntStream.range(0, 10_000).parallel().forEach(i -> clock.advance(Duration.ofMillis(1)));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
  }
}
