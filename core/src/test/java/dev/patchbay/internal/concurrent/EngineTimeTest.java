package dev.patchbay.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineTimeTest {

  @Test
  void tickerFollowsAClockThatTheHostSet() {
    MovableClock clock = new MovableClock();
    EngineTime time = EngineTime.of(clock);
    long start = time.nanos();
    clock.pass(Duration.ofMinutes(10));

    assertThat(time.since(start)).isEqualTo(Duration.ofMinutes(10));
    assertThat(time.now()).isEqualTo(clock.instant());
  }

  @Test
  void tickerOfTheSystemIsTheMachinesOwn() {
    EngineTime time = EngineTime.of(Clock.systemUTC());
    long before = System.nanoTime();
    long read = time.nanos();

    assertThat(read - before).isNotNegative().isLessThanOrEqualTo(System.nanoTime() - before);
  }
}
