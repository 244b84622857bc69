package dev.patchbay.stores.jdbc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Credentials;
import dev.patchbay.stores.jdbc.fleet.Crew.Holder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes stop in the middle of their refreshes for longer than their leases last, others work
 * meanwhile, and then they wake and go on. The one test with leases of the usual length, and so it
 * also has a node that dies and that nobody asks for.
 */
@Tag("one-jdk")
class FrozenHolderIT {
  private static final Duration FROZEN = Duration.ofSeconds(45);
  private static final Duration RECOVERY = Duration.ofMinutes(1);
  private static final String LOST = "failed:refresh_outcome_unknown";
  private static final String WORKING = "(v2:[0-9a-f]+|failed:refresh_outcome_unknown)=1";
  private static final Crew.Plan FREEZING =
      new Crew.Plan(
          List.copyOf(EnumSet.range(KillPoint.K3, KillPoint.K14)),
          List.of(Mode.KEPT, Mode.REPLAY, Mode.STRICT),
          Mode.SERVICES);
  private static final Crew.Plan DYING =
      new Crew.Plan(List.of(KillPoint.K4), List.of(Mode.STRICT_WITH_ACCESS), Mode.SERVICES);

  private Fleet fleet;
  private History history;

  @BeforeEach
  void start(@TempDir Path folder) {
    fleet = Fleet.in(folder);
    history = new History(fleet.database.dataSource());
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void holderThatWakesOverwritesNothing() throws Exception {
    RemoteNode other = fleet.nodes(1).get(0);
    try (Crew dying = Crew.start(fleet, fleet.settings, DYING);
        Crew freezing = Crew.start(fleet, fleet.settings, FREEZING)) {
      dying.halt();
      dying.children().forEach(Child::kill);
      long killed = Clock.systemUTC().millis();
      List<CompletableFuture<String>> held = freezing.halt();
      for (Child child : freezing.children()) {
        child.freeze();
      }
      List<CompletableFuture<String>> working =
          freezing.trials().stream().map(other::read).toList();

      watching().until(() -> history.look() && isRefreshed(dying));
      assertThat(Clock.systemUTC().millis() - killed).isLessThan(RECOVERY.toMillis());
      watching()
          .until(() -> history.look() && Clock.systemUTC().millis() - killed > FROZEN.toMillis());
      watching().until(() -> history.look() && areDone(working));
      assertThat(Child.all(working)).allMatch(learned -> learned.matches(WORKING));
      wake(freezing);
      watching().until(() -> history.look() && areDone(held));

      dying.trials().forEach(trial -> assertLive(trial, 2));
      List<Trial> live = freezing.all().stream().flatMap(this::live).toList();
      fleet.database.passTime(Fleet.HOUR);
      live.forEach(trial -> assertLive(trial, 3));
    }
  }

  private static ConditionFactory watching() {
    return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200));
  }

  private boolean isRefreshed(Crew crew) {
    return crew.trials().stream().allMatch(trial -> fleet.version(trial) == 2);
  }

  private static boolean areDone(List<CompletableFuture<String>> reading) {
    return reading.stream().allMatch(CompletableFuture::isDone);
  }

  /** What was on its way to the service arrives now, and what comes back finds the node awake. */
  private static void wake(Crew crew) throws Exception {
    crew.all()
        .forEach(
            holder -> {
              holder.proxy().ifPresent(HoldingProxy::go);
              CompletableFuture<String> unused = holder.node().go();
            });
    for (Child child : crew.children()) {
      child.thaw();
    }
  }

  /** {@return the connections of a node that live; a strict service may have ended the others} */
  private Stream<Trial> live(Holder holder) {
    List<Trial> live = new ArrayList<>();
    for (Trial trial : holder.trials()) {
      String learned = Tally.learned(() -> Tally.of(fleet.read(trial)));
      assertThat(trial.requests()).as("%s at %s", trial, holder.point()).isLessThanOrEqualTo(2);
      if (!(trial.mode().isStrict() && holder.point().losesAnswer() && learned.equals(LOST))) {
        assertLive(trial, 2);
        live.add(trial);
      }
    }
    return live.stream();
  }

  private void assertLive(Trial trial, long version) {
    Credentials credentials = fleet.read(trial);
    assertThat(credentials.version()).as("version of %s", trial).isEqualTo(version);
    assertThat(trial.service().isAlive(credentials.accessToken().reveal())).isTrue();
  }
}
