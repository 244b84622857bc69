package dev.patchbay.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.concurrent.MovableClock;
import dev.patchbay.internal.refresh.Breaker.Admission;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final MovableClock clock = new MovableClock();
  private final Breaker breaker = new Breaker(EngineTime.of(clock));

  @Test
  void opensAtTheTwentiethFailureInHalfAMinute() {
    for (int failure = 1; failure < 20; failure++) {
      assertThat(breaker.countFailure()).isFalse();
    }
    assertThat(breaker.admit().refusal()).isEmpty();
    assertThat(breaker.countFailure()).isTrue();
    assertThat(breaker.admit().refusal()).contains(Duration.ofSeconds(30));
  }

  @Test
  void failuresThatLieFarApartOpenNothing() {
    for (int failure = 0; failure < 100; failure++) {
      assertThat(breaker.countFailure()).isFalse();
      pass(2);
    }
  }

  @Test
  void successBetweenFailuresStartsTheCountAnew() {
    for (int failure = 0; failure < 100; failure++) {
      assertThat(breaker.countFailure()).isFalse();
      if (failure % 19 == 18) {
        breaker.close();
      }
    }
  }

  @Test
  void openOneLetsOneCallThroughInEveryPause() {
    breaker.open(Duration.ofSeconds(30));
    int calls = 0;
    for (int second = 0; second < 600; second++) {
      for (int caller = 0; caller < 10; caller++) {
        calls += breaker.admit().refusal().isEmpty() ? 1 : 0;
      }
      pass(1);
    }
    assertThat(calls).isEqualTo(600 / 30 - 1);
  }

  @Test
  void callThatWasNotUsedIsTheNextOnes() {
    breaker.open(Duration.ofSeconds(30));
    pass(30);
    Admission admission = breaker.admit();
    assertThat(admission.refusal()).isEmpty();
    assertThat(breaker.admit().refusal()).isPresent();
    breaker.giveBack(admission);
    assertThat(breaker.admit().refusal()).isEmpty();
  }

  @Test
  void whoWasAdmittedWhileItWasClosedGivesNothingBack() {
    Admission early = breaker.admit();
    breaker.open(Duration.ofHours(1));
    breaker.giveBack(early);
    assertThat(breaker.admit().refusal()).contains(Duration.ofHours(1));
  }

  @Test
  void stragglerShortensNoPause() {
    breaker.open(Duration.ofHours(1));
    breaker.open(Duration.ofSeconds(30));
    assertThat(breaker.admit().refusal()).contains(Duration.ofHours(1));
  }

  @Test
  void lookTakesNothing() {
    breaker.open(Duration.ofSeconds(30));
    pass(30);
    assertThat(breaker.pause()).isEmpty();
    assertThat(breaker.pause()).isEmpty();
    assertThat(breaker.admit().refusal()).isEmpty();
  }

  @Test
  void staysShutForAsLongAsTheServiceAsks() {
    breaker.open(Duration.ofMinutes(5));
    pass(299);
    assertThat(breaker.admit().refusal()).contains(Duration.ofSeconds(1));
    pass(1);
    assertThat(breaker.admit().refusal()).isEmpty();
    breaker.close();
    assertThat(breaker.isOpen()).isFalse();
  }

  private void pass(int seconds) {
    clock.pass(Duration.ofSeconds(seconds));
  }
}
