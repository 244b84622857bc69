package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DueTimeTest {
  private static final ConnectionId ID = ConnectionId.of("conn_1");
  private static final RefreshRules NONE = RefreshRules.builder().build();
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void liesBetweenHalfAndNineTenthsOfTheLifeAndIsSpread() {
    IntSummaryStatistics minutes =
        IntStream.range(0, 5000)
            .mapToObj(i -> due(ConnectionId.of("conn_" + i), grant().expiresIn(HOUR), NONE))
            .mapToInt(due -> (int) due.orElseThrow().toMinutes())
            .summaryStatistics();

    assertThat(minutes.getMin()).isEqualTo(30);
    assertThat(minutes.getMax()).isEqualTo(53);
    assertThat(minutes.getAverage()).isBetween(40.0, 44.0);
  }

  @Test
  void isTheSameOnEveryNode() {
    assertThat(due(ID, grant().expiresIn(HOUR), NONE))
        .isEqualTo(due(ID, grant().expiresIn(HOUR), NONE));
  }

  @Test
  void shortestLifeCounts() {
    RefreshRules idle = RefreshRules.builder().idleLife(Duration.ofMinutes(10)).build();
    RefreshRules usual = RefreshRules.builder().accessLife(Duration.ofMinutes(10)).build();

    assertThat(due(ID, grant().expiresIn(HOUR), idle).orElseThrow()).isLessThan(HOUR.dividedBy(6));
    assertThat(due(ID, grant(), usual).orElseThrow()).isLessThan(HOUR.dividedBy(6));
    assertThat(due(ID, grant().expiresIn(HOUR), usual).orElseThrow())
        .as("what the service says goes before what it usually does")
        .isGreaterThan(HOUR.dividedBy(6));
    assertThat(
            due(ID, grant().expiresIn(HOUR).refreshExpiresIn(Duration.ofMinutes(10)), NONE)
                .orElseThrow())
        .isLessThan(HOUR.dividedBy(6));
  }

  @Test
  void whatCannotBeRefreshedOrNeverEndsIsNeverDue() {
    TokenGrant.Builder alone = TokenGrant.builder("default", Secret.of("at_fake")).expiresIn(HOUR);

    assertThat(due(ID, alone, NONE)).isEmpty();
    assertThat(due(ID, grant(), NONE)).isEmpty();
  }

  private static Optional<Duration> due(
      ConnectionId id, TokenGrant.Builder grant, RefreshRules rules) {
    return DueTime.of(id, grant.build(), rules);
  }

  private static TokenGrant.Builder grant() {
    return TokenGrant.builder("default", Secret.of("at_fake")).refreshToken(Secret.of("rt_fake"));
  }
}
