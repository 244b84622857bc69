package dev.patchbay.stores.jdbc.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.model.Credentials;
import dev.patchbay.stores.jdbc.TestSchema;
import dev.patchbay.stores.jdbc.fleet.Crew.Holder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node dies in the middle of a refresh. What can be saved is, and what cannot is told as what it
 * is: where the service acted and its answer died with the node, a strict service has ended the
 * grant.
 */
@Tag("one-jdk")
class KilledRefreshIT {
  private static final int TRIALS = Integer.getInteger("patchbay.trials", Mode.SERVICES);
  private static final List<Mode> MODES = List.of(Mode.KEPT, Mode.REPLAY, Mode.GRACE, Mode.STRICT);

  private static final String LEASES =
      "SELECT COUNT(*) FROM patchbay_token_set WHERE lease_until IS NOT NULL";
  private static final String ALIVE = "alive";
  private static final String LOST = "failed:refresh_outcome_unknown=1";

  /** Longer than any halt, so that it is the kill that ends the call. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private Fleet fleet;

  @BeforeEach
  void start(@TempDir Path folder) {
    fleet = Fleet.in(folder);
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void grantsOutliveTheirNodeOrAreKnownToBeLost() throws Exception {
    for (int done = 0; done < TRIALS; done += Mode.SERVICES) {
      killAtEveryPoint();
    }
  }

  private void killAtEveryPoint() throws Exception {
    Crew.Plan plan = new Crew.Plan(List.of(KillPoint.values()), MODES, Mode.SERVICES);
    try (Crew crew = Crew.start(fleet, fleet.settings.patient(LONG), plan)) {
      crew.halt();
      kill(crew);
      Map<Trial, Integer> before = requests(crew.trials());
      endLeasesSoon();

      assertThat(recover(crew)).isEqualTo(expected(crew));
      assertThat(TestSchema.count(fleet.database.dataSource(), LEASES)).isZero();
      requests(crew.trials())
          .forEach(
              (trial, requests) ->
                  assertThat(requests - before.getOrDefault(trial, 0))
                      .as("further requests of %s", trial)
                      .isLessThanOrEqualTo(trial.mode().isStrict() ? 1 : 2));
      assertRefreshable(crew);
    }
  }

  /** At K7 the service acts on the request, which is on its way, when its sender is dead. */
  private static void kill(Crew crew) throws Exception {
    crew.children().forEach(Child::kill);
    for (Child child : crew.children()) {
      child.awaitDead();
    }
    crew.all().stream()
        .filter(holder -> holder.point() != KillPoint.K7)
        .forEach(holder -> holder.proxy().ifPresent(HoldingProxy::close));
    crew.at(KillPoint.K7).proxy().ifPresent(HoldingProxy::go);
    Awaitility.await()
        .until(
            () -> crew.at(KillPoint.K7).trials().stream().allMatch(trial -> trial.requests() == 1));
  }

  private static Map<Trial, Integer> requests(List<Trial> trials) {
    return trials.stream().collect(Collectors.toMap(Function.identity(), Trial::requests));
  }

  /** The dead had leases of the usual length, or longer. */
  private void endLeasesSoon() {
    fleet.database.execute(
        """
        UPDATE patchbay_token_set SET lease_until = clock_timestamp() + INTERVAL '2 seconds'
        WHERE lease_until IS NOT NULL""");
  }

  /** Has one new node read everything, and gives what it learned at each point in each mode. */
  private Map<String, Set<String>> recover(Crew crew) throws Exception {
    RemoteNode node = fleet.nodes(1).get(0);
    List<String> learned = Child.all(crew.trials().stream().map(node::read).toList());
    Map<String, Set<String>> cells = new TreeMap<>();
    Iterator<String> next = learned.iterator();
    for (Holder holder : crew.all()) {
      for (Trial trial : holder.trials()) {
        cells
            .computeIfAbsent(holder.point() + " " + trial.mode(), cell -> new TreeSet<>())
            .add(next.next().replaceAll("^v2:[0-9a-f]+=1$", ALIVE));
      }
    }
    return cells;
  }

  private static Map<String, Set<String>> expected(Crew crew) {
    Map<String, Set<String>> cells = new TreeMap<>();
    for (Holder holder : crew.all()) {
      for (Mode mode : MODES) {
        boolean lost = mode.isStrict() && holder.point().losesAnswer();
        cells.put(holder.point() + " " + mode, Set.of(lost ? LOST : ALIVE));
      }
    }
    return cells;
  }

  /** What is alive can be refreshed once more; what is not stays so, and nobody is asked again. */
  private void assertRefreshable(Crew crew) {
    Map<Trial, Integer> before = requests(crew.trials());
    fleet.database.passTime(Fleet.HOUR);
    for (Holder holder : crew.all()) {
      for (Trial trial : holder.trials()) {
        if (trial.mode().isStrict() && holder.point().losesAnswer()) {
          assertThatThrownBy(() -> fleet.read(trial))
              .isInstanceOfSatisfying(
                  ReconnectRequiredException.class,
                  failure ->
                      assertThat(failure.code()).isEqualTo(ErrorCode.REFRESH_OUTCOME_UNKNOWN));
          assertThat(trial.requests()).isEqualTo(before.getOrDefault(trial, 0));
        } else {
          Credentials renewed = fleet.read(trial);
          assertThat(renewed.version()).isEqualTo(3);
          assertThat(trial.service().isAlive(renewed.accessToken().reveal())).isTrue();
        }
      }
    }
  }
}
