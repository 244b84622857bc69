package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.LIFE;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.account;
import static dev.patchbay.testkit.stores.StoreSamples.claim;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.handOver;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.session;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.WriteStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises of steps that are taken at once. */
public abstract class StoreRaceContract extends StoresContract {
  private static final int MANY = 32;
  private static final int QUOTA_ROUNDS = 5;
  private static final int ROUNDS = 25;
  private static final int FEW_ROUNDS = 20;

  /** For authors of stores. */
  protected StoreRaceContract() {}

  @Test
  void claimSucceedsForOneOfManyThreads() throws Exception {
    List<String> names = IntStream.range(0, 3 * ROUNDS).mapToObj(round -> "a" + round).toList();
    names.forEach(this::begin);
    try (Race race = new Race(MANY)) {
      List<List<String>> claimed =
          race.run(runner -> () -> names.stream().filter(this::isClaimed).toList());

      assertThat(claimed.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  private boolean isClaimed(String name) {
    return sessions().claim(claim(name).build()).isPresent();
  }

  @Test
  void insertOfOneAccountSucceedsForOneOfManyThreads() throws Exception {
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        String account = "a" + round;

        List<WriteStatus> statuses = race.run(runner -> insertOf(account, runner));

        assertOneDone(statuses, WriteStatus.CONFLICT);
      }
    }
    assertThat(connections().list(ACME, ConnectionFilter.builder().limit(200).build()))
        .satisfies(page -> assertThat(page.connections()).hasSize(FEW_ROUNDS));
  }

  private Callable<WriteStatus> insertOf(String account, int runner) {
    ConnectionWrite write =
        insert(connection(account + "_" + runner).account(account(account))).build();
    return () -> connections().write(write).status();
  }

  @Test
  void insertOfOneFingerprintSucceedsForOneOfManyThreads() throws Exception {
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        String fingerprint = "fingerprint" + round;

        List<WriteStatus> statuses =
            race.run(
                runner -> {
                  ConnectionWrite write = handOver(fingerprint + runner, fingerprint).build();
                  return () -> connections().write(write).status();
                });

        assertOneDone(statuses, WriteStatus.CONFLICT);
        assertThat(connections().findByFingerprint(ACME, fingerprint)).isPresent();
      }
    }
    assertThat(connections().list(ACME, ConnectionFilter.builder().limit(200).build()))
        .satisfies(page -> assertThat(page.connections()).hasSize(FEW_ROUNDS));
  }

  @Test
  void swapToOneFingerprintSucceedsForOneOfManyConnections() throws Exception {
    List<ConnectionRecord> connected =
        IntStream.range(0, 8).mapToObj(runner -> connect("a" + runner)).toList();
    try (Race race = new Race(8)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        String fingerprint = "fingerprint" + round;

        List<WriteStatus> statuses =
            race.run(
                runner -> {
                  ConnectionRecord before = reread(connected.get(runner));
                  ConnectionWrite write = swap(before).fingerprint(fingerprint).build();
                  return () -> connections().write(write).status();
                });

        assertOneDone(statuses, WriteStatus.CONFLICT);
      }
    }
  }

  @Test
  void insertOfOneIdSucceedsForOneOfManyThreads() throws Exception {
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        String name = "a" + round;

        List<WriteStatus> statuses =
            race.run(
                runner -> {
                  ConnectionWrite write =
                      insert(connection(name).account(account(name + runner))).build();
                  return () -> connections().write(write).status();
                });

        assertOneDone(statuses, WriteStatus.CONFLICT);
      }
    }
  }

  @Test
  void swapOfOneRevisionSucceedsForOneOfManyThreads() throws Exception {
    ConnectionRecord connected = connect("a");
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        ConnectionWrite write = swap(reread(connected)).build();

        assertOneDone(
            race.run(runner -> () -> connections().write(write).status()), WriteStatus.CONFLICT);
      }
    }
  }

  @Test
  void completionsOfOneAccountSucceedForOneOfManySessions() throws Exception {
    try (Race race = new Race(8)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        String account = "a" + round;
        IntStream.range(0, 8).forEach(runner -> exchange(account + "_" + runner));

        List<WriteStatus> statuses =
            race.run(
                runner -> {
                  String name = account + "_" + runner;
                  ConnectionWrite write =
                      insert(connection(name).account(account(account))).build();
                  return () -> sessions().complete(sessionKey(name), write).status();
                });

        assertOneDone(statuses, WriteStatus.CONFLICT);
        for (int runner = 0; runner < 8; runner++) {
          boolean done = statuses.get(runner) == WriteStatus.DONE;
          assertThat(found(account + "_" + runner).isExchanging()).isEqualTo(!done);
        }
      }
    }
  }

  private static void assertOneDone(List<WriteStatus> statuses, WriteStatus others) {
    assertThat(statuses).containsOnlyOnce(WriteStatus.DONE);
    assertThat(Collections.frequency(statuses, others)).isEqualTo(statuses.size() - 1);
  }

  @Test
  void sessionIsEitherCompletedOrEnded() throws Exception {
    SessionEnd denied = SessionEnd.builder(SessionStatus.DENIED).build();
    try (Race race = new Race(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "a" + round;
        exchange(name);

        List<Boolean> won =
            race.run(
                runner ->
                    runner == 0
                        ? () -> isDone(sessions().complete(sessionKey(name), insert(name).build()))
                        : () -> sessions().end(sessionKey(name), denied).isPresent());

        assertThat(won).containsOnlyOnce(true);
        assertThat(found(name).session().status())
            .isEqualTo(won.get(0) ? SessionStatus.COMPLETE : SessionStatus.DENIED);
        assertThat(connections().find(ACME, connectionId(name)).isPresent()).isEqualTo(won.get(0));
      }
    }
  }

  @Test
  void sessionIsEndedByOneOfManyThreads() throws Exception {
    SessionEnd denied = SessionEnd.builder(SessionStatus.DENIED).build();
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        String name = "a" + round;
        exchange(name);

        List<Boolean> ended =
            race.run(runner -> () -> sessions().end(sessionKey(name), denied).isPresent());

        assertThat(ended).containsOnlyOnce(true);
      }
    }
  }

  @Test
  void deletionWinsOverWhateverIsInFlight() throws Exception {
    try (Race race = new Race(4)) {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "a" + round;
        ConnectionRecord before = connect(name);
        exchange(name);

        race.run(runner -> inFlight(runner, name, before));

        assertThat(connections().find(ACME, connectionId(name))).isEmpty();
        assertThat(connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
        assertThat(connections().findDue(10)).isEmpty();
      }
    }
  }

  private Callable<Boolean> inFlight(int runner, String name, ConnectionRecord before) {
    ConnectionWrite swap = swap(before).build();
    return switch (runner) {
      case 0 -> () -> connections().beginDelete(ACME, connectionId(name)).isPresent();
      case 1 -> () -> isDone(connections().write(swap));
      case 2 -> () -> isDone(sessions().complete(sessionKey(name), swap));
      default -> () -> connections().replace(tokenSetKey(name), 1, tokens(2).build()).isPresent();
    };
  }

  @Test
  void deletionBeginsForOneOfManyThreads() throws Exception {
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        String name = "a" + round;
        connect(name);

        List<Boolean> begun =
            race.run(
                runner -> () -> connections().beginDelete(ACME, connectionId(name)).isPresent());

        assertThat(begun).containsOnlyOnce(true);
      }
    }
  }

  @Test
  void abandonedDeletionsAreEndedOnceByManyThreads() throws Exception {
    for (int i = 0; i < 300; i++) {
      connect("a" + i);
      connections().beginDelete(ACME, connectionId("a" + i));
    }
    pass(HOUR);
    try (Race race = new Race(4)) {
      List<Integer> erased = race.run(runner -> () -> connections().eraseAbandoned(HOUR, 300));

      assertThat(erased.stream().mapToInt(Integer::intValue).sum()).isEqualTo(300);
    }
  }

  @Test
  void failuresAtOnceAreAllCounted() throws Exception {
    RefreshFailure failure = RefreshFailure.builder("attempt").build();
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < FEW_ROUNDS; round++) {
        String name = "a" + round;
        connect(name);

        race.run(runner -> () -> connections().recordFailure(tokenSetKey(name), 1, failure));

        assertThat(reread(tokenSetKey(name)).failedAttempts()).isEqualTo(MANY);
      }
    }
  }

  @Test
  void leaseIsTakenByOneOfManyThreads() throws Exception {
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "a" + round;
        connect(name);

        List<Boolean> leased = race.run(runner -> () -> lease(name, runner));

        assertThat(leased).containsOnlyOnce(true);
        assertThat(reread(tokenSetKey(name)).lease().orElseThrow().attemptId())
            .isEqualTo("attempt " + leased.indexOf(true));
      }
    }
  }

  private boolean lease(String name, int runner) {
    return connections().lease(tokenSetKey(name), 1, "attempt " + runner, HOUR).isPresent();
  }

  @Test
  void replaceOfOneVersionSucceedsForOneOfManyThreads() throws Exception {
    connect("a");
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < ROUNDS; round++) {
        long version = round + 1L;

        List<Boolean> replaced =
            race.run(
                runner ->
                    () ->
                        connections()
                            .replace(tokenSetKey("a"), version, tokens(version + 1).build())
                            .isPresent());

        assertThat(replaced).containsOnlyOnce(true);
        assertThat(reread(tokenSetKey("a")).version()).isEqualTo(version + 1);
      }
    }
  }

  @Test
  void workspaceQuotaIsExactUnderManyCreates() throws Exception {
    assertExactUnderManyCreates(new SessionLimits(LIFE, 30, 1_000), 60);
  }

  @Test
  void totalQuotaIsExactUnderManyCreates() throws Exception {
    assertExactUnderManyCreates(new SessionLimits(LIFE, 40, 60), 60);
  }

  /** Half of the creates are of one workspace, half of another; the rounds before have expired. */
  private void assertExactUnderManyCreates(SessionLimits limits, int expected) throws Exception {
    try (Race race = new Race(MANY)) {
      for (int round = 0; round < QUOTA_ROUNDS; round++) {
        String prefix = "a" + round + "_";

        List<Integer> created =
            race.run(runner -> () -> createThree(prefix + runner + "_", runner, limits));

        assertThat(created.stream().mapToInt(Integer::intValue).sum()).isEqualTo(expected);
        pass(LIFE);
      }
    }
  }

  private int createThree(String prefix, int runner, SessionLimits limits) {
    WorkspaceId workspaceId = runner % 2 == 0 ? ACME : OTHER;
    return (int)
        IntStream.range(0, 3)
            .mapToObj(i -> session(workspaceId, prefix + i).build())
            .filter(session -> sessions().create(session, limits).isPresent())
            .count();
  }

  @Test
  void sweepsAtOnceReportASessionOnce() throws Exception {
    IntStream.range(0, 300).forEach(i -> begin("a" + i));
    pass(LIFE);
    SweepLimits limits = new SweepLimits(HOUR, HOUR, 50);
    List<SessionKey> reported = new ArrayList<>();
    try (Race race = new Race(8)) {
      race.run(runner -> () -> sessions().sweep(limits).ended())
          .forEach(ended -> ended.stream().map(SessionRecord::key).forEach(reported::add));
    }

    assertThat(reported).hasSize(300).doesNotHaveDuplicates();
  }
}
