package dev.patchbay.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeLineTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final TimeLine line = new TimeLine();

  @Test
  void givesSessionsInTheOrderOfTheirTimesHoweverTheyCome() {
    Random random = new Random(7);
    List<Moment> model = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Moment moment = new Moment(BEGIN.plusMillis(i + random.nextInt(50)), id(i));
      model.add(moment);
      line.add(moment.at(), moment.sessionId());
      if (random.nextInt(3) == 0) {
        Moment gone = model.remove(random.nextInt(model.size()));
        line.remove(gone.at(), gone.sessionId());
      }
      Instant until = BEGIN.plusMillis(i / 2);

      assertThat(line.size()).isEqualTo(model.size());
      assertThat(times(model, line.until(until, 5))).isEqualTo(expected(model, until));
    }
  }

  /** The times alone: of sessions at the same time either may come first. */
  private static List<Instant> times(List<Moment> model, List<SessionId> given) {
    return given.stream()
        .map(id -> model.stream().filter(it -> it.sessionId().equals(id)).findAny().orElseThrow())
        .map(Moment::at)
        .toList();
  }

  private static List<Instant> expected(List<Moment> model, Instant until) {
    return model.stream()
        .map(Moment::at)
        .filter(at -> !at.isAfter(until))
        .sorted(Comparator.naturalOrder())
        .limit(5)
        .toList();
  }

  @Test
  void clockThatWasFarAheadOnceDelaysNobodyForEver() {
    line.add(BEGIN.plusSeconds(3600), id(1));
    line.add(BEGIN, id(2));
    assertThat(line.first(BEGIN)).contains(id(2));

    line.remove(BEGIN.plusSeconds(3600), id(1));
    line.add(BEGIN, id(3));
    line.remove(BEGIN, id(2));
    assertThat(line.first(BEGIN)).contains(id(3));
  }

  private static SessionId id(int number) {
    return SessionId.of("sess_" + number);
  }
}
