package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.LIFE;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.claim;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.foreign;
import static dev.patchbay.testkit.stores.StoreSamples.hash;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.session;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.SweepReport;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every session store promises of erasing all sessions of a workspace. */
public abstract class SessionPurgeContract extends StoresContract {
  private static final Duration EXCHANGE_LIFE = Duration.ofMinutes(5);
  private static final Duration KEEP_ENDED = Duration.ofHours(1);
  private static final SessionEnd DENIED = SessionEnd.builder(SessionStatus.DENIED).build();
  private static final SessionEnd FAILED = SessionEnd.builder(SessionStatus.FAILED).build();
  private static final int ALL = 1_000;

  /** For authors of stores. */
  protected SessionPurgeContract() {}

  @Test
  void purgeTakesSessionsOfEveryStateAndHandsThemOutAsTheyLastStood() {
    List<SessionKey> keys = beginOneOfEachState();
    Collection<Session> last = sessions().findAll(keys).values();

    List<Session> purged = sessions().purge(ACME, ALL);

    assertThat(purged).hasSameSizeAs(keys);
    assertThat(purged).usingRecursiveFieldByFieldElementComparator().hasSameElementsAs(last);
    assertThat(sessions().purge(ACME, ALL)).isEmpty();
  }

  @Test
  void purgedSessionIsFoundByNothing() {
    List<SessionKey> keys = beginOneOfEachState();

    sessions().purge(ACME, ALL);

    assertThat(sessions().findAll(keys)).isEmpty();
    for (String name : keys.stream().map(SessionPurgeContract::name).toList()) {
      assertThat(sessions().find(ACME, sessionKey(name).sessionId())).as(name).isEmpty();
      assertThat(sessions().findByState(hash(name))).as(name).isEmpty();
      assertThat(sessions().claim(claim(name).build())).as(name).isEmpty();
    }
  }

  @Test
  void purgedSessionGoesNoFurther() {
    List<SessionKey> keys = beginOneOfEachState();

    sessions().purge(ACME, ALL);

    for (SessionKey key : keys) {
      assertThat(sessions().stage(key, sealed("late"))).isFalse();
      assertThat(sessions().end(key, DENIED)).isEmpty();
      assertThat(sessions().complete(key, insert("late").build()).status())
          .isEqualTo(WriteStatus.GONE);
    }
    assertThat(sessions().findAll(keys)).isEmpty();
    assertThat(connections().find(ACME, connectionId("late"))).isEmpty();
  }

  @Test
  void sweepTellsOfNoPurgedSession() {
    beginOneOfEachState();
    begin(session(OTHER, "other").build());

    sessions().purge(ACME, ALL);

    assertThat(keys(sweep())).isEmpty();
    pass(LIFE.plus(EXCHANGE_LIFE).plus(margin()));
    SweepReport report = sweep();
    assertThat(keys(report)).containsExactly(foreign(sessionKey("other")));
    assertThat(report.removed()).isZero();
    pass(KEEP_ENDED.plus(margin()));
    assertThat(sweep().removed()).isOne();
    assertThat(sweep()).satisfies(last -> assertThat(last.ended()).isEmpty());
  }

  /** The names say which state; two of them are expired and no sweep has told of them. */
  private List<SessionKey> beginOneOfEachState() {
    begin("told");
    pass(LIFE);
    sweep();
    begin("displaced");
    pass(LIFE);
    sessions().create(session("expired").build(), new SessionLimits(LIFE, 1, ALL));
    pass(LIFE);
    begin("pending");
    begin("denied");
    sessions().claim(claim("denied").end(DENIED).build());
    exchange("exchanging");
    exchange("staged");
    sessions().stage(sessionKey("staged"), sealed("grant"));
    exchange("failed");
    sessions().end(sessionKey("failed"), FAILED);
    exchange("complete");
    sessions().complete(sessionKey("complete"), insert("complete").build());
    return List.of(
        sessionKey("told"),
        sessionKey("displaced"),
        sessionKey("expired"),
        sessionKey("pending"),
        sessionKey("denied"),
        sessionKey("exchanging"),
        sessionKey("staged"),
        sessionKey("failed"),
        sessionKey("complete"));
  }

  @Test
  void purgeTakesNothingOfAnotherWorkspace() {
    SessionRecord other = begin(session(OTHER, "other").build());
    SessionRecord longer = begin(session(WorkspaceId.of(ACME.value() + "2"), "longer").build());
    begin("a");

    assertThat(names(sessions().purge(ACME, ALL))).containsExactly("a");

    assertThat(reread(other)).usingRecursiveComparison().isEqualTo(other);
    assertThat(reread(longer)).usingRecursiveComparison().isEqualTo(longer);
    assertThat(sessions().claim(claim("other").build())).isPresent();
  }

  @Test
  void purgeOfAWorkspaceThatHasNothingTakesNothing() {
    SessionRecord pending = begin("a");

    assertThat(sessions().purge(OTHER, ALL)).isEmpty();
    assertThat(sessions().purge(WorkspaceId.of("ws_%"), ALL)).isEmpty();
    assertThat(sessions().purge(WorkspaceId.of("WS_ACME"), ALL)).isEmpty();

    assertThat(reread(pending)).usingRecursiveComparison().isEqualTo(pending);
  }

  @Test
  void purgeTakesNoMoreThanItsBatchAndEndsWithNone() {
    List<String> begun = List.of("a", "b", "c", "d", "e");
    begun.forEach(this::begin);
    begin(session(OTHER, "other").build());

    List<String> purged = new ArrayList<>();
    for (int size : List.of(2, 2, 1, 0, 0)) {
      List<Session> batch = sessions().purge(ACME, 2);
      assertThat(batch).hasSize(size);
      purged.addAll(names(batch));
    }

    assertThat(purged).containsExactlyInAnyOrderElementsOf(begun);
  }

  @Test
  void purgeFreesThePlacesOfPendingSessionsInTheirWorkspace() {
    for (String name : List.of("a", "b", "c")) {
      assertThat(create(ACME, name, 3, ALL)).isTrue();
    }
    assertThat(create(ACME, "d", 3, ALL)).isFalse();

    sessions().purge(ACME, 1);
    assertThat(create(ACME, "e", 3, ALL)).isTrue();
    assertThat(create(ACME, "f", 3, ALL)).isFalse();

    sessions().purge(ACME, ALL);
    for (String name : List.of("g", "h", "i")) {
      assertThat(create(ACME, name, 3, ALL)).isTrue();
    }
    assertThat(create(ACME, "j", 3, ALL)).isFalse();
  }

  @Test
  void purgeFreesThePlacesOfPendingSessionsInTotal() {
    create(ACME, "a", ALL, 3);
    create(ACME, "b", ALL, 3);
    create(OTHER, "other", ALL, 3);
    assertThat(create(OTHER, "c", ALL, 3)).isFalse();

    sessions().purge(ACME, ALL);

    assertThat(create(OTHER, "d", ALL, 3)).isTrue();
    assertThat(create(ACME, "e", ALL, 3)).isTrue();
    assertThat(create(OTHER, "f", ALL, 3)).isFalse();
  }

  @Test
  void purgeFreesNoPlaceThatASessionDidNotHold() {
    begin(session(OTHER, "other").build());
    beginOneOfEachState();
    begin(session(OTHER, "another").build());

    sessions().purge(ACME, ALL);

    assertThat(create(ACME, "a", ALL, 2)).isTrue();
    assertThat(create(ACME, "b", ALL, 2)).isFalse();
    assertThat(create(OTHER, "c", 1, ALL)).isFalse();
    assertThat(create(ACME, "d", 1, ALL)).isFalse();
  }

  private boolean create(WorkspaceId workspaceId, String name, int perWorkspace, int total) {
    SessionLimits limits = new SessionLimits(LIFE, perWorkspace, total);
    return sessions().create(session(workspaceId, name).build(), limits).isPresent();
  }

  @Test
  void purgedSessionLeavesNothingBehind() {
    exchange("a");
    sessions().purge(ACME, ALL);

    begin("a");

    assertThat(found("a").session().status()).isEqualTo(SessionStatus.PENDING);
    assertThat(sessions().claim(claim("a").build())).isPresent();
    assertThat(names(sessions().purge(ACME, ALL))).containsExactly("a");
  }

  @Test
  void purgeOfSessionsLeavesTheConnections() {
    exchange("a");
    sessions().complete(sessionKey("a"), insert("a").build());

    sessions().purge(ACME, ALL);

    assertThat(connections().find(ACME, connectionId("a"))).isPresent();
  }

  @Test
  void purgesAtOnceTakeEachSessionOnceAndNoneIsLeftWhenOneFindsNone() throws Exception {
    List<String> begun = IntStream.range(0, 300).mapToObj(i -> "a" + i).toList();
    begun.forEach(this::begin);
    begin(session(OTHER, "other").build());
    List<SessionKey> keys = begun.stream().map(StoreSamples::sessionKey).toList();
    try (Race race = new Race(4)) {
      List<List<String>> purged = race.run(runner -> () -> purgeUntilNoneIsLeft(keys));

      assertThat(purged.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(begun);
    }
    assertThat(sessions().claim(claim("other").build())).isPresent();
  }

  private List<String> purgeUntilNoneIsLeft(List<SessionKey> keys) {
    List<String> purged = new ArrayList<>();
    List<Session> next;
    do {
      next = sessions().purge(ACME, 7);
      purged.addAll(names(next));
    } while (!next.isEmpty());
    assertThat(sessions().findAll(keys)).isEmpty();
    return purged;
  }

  @Test
  void purgeWinsOverWhateverIsInFlight() throws Exception {
    // Two at a time: more of them would come one after another where processors are few.
    try (Race race = new Race(2)) {
      for (int round = 0; round < 8; round++) {
        int step = round % 4;
        List<String> names = beginMany("a" + round + "_");

        List<List<String>> done =
            race.run(
                runner ->
                    () -> runner == 0 ? names(sessions().purge(ACME, ALL)) : inFlight(step, names));

        assertThat(done.get(0)).hasSize(3 * names.size());
        assertThat(sessions().purge(ACME, ALL)).isEmpty();
        assertNothingFollows(names, step == 0 ? done.get(1) : List.of());
      }
    }
    pass(LIFE.plus(KEEP_ENDED).plus(margin()));
    assertThat(keys(sweep())).isEmpty();
    assertThat(sweep().removed()).isZero();
    assertThat(create(ACME, "next", 1, 1)).isTrue();
    assertThat(create(ACME, "last", 1, 1)).isFalse();
  }

  /** Of each name an expired session, one that is pending, and one that is exchanging. */
  private List<String> beginMany(String prefix) {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> prefix + i).toList();
    names.forEach(name -> begin("expired" + name));
    pass(LIFE);
    names.forEach(name -> begin("pending" + name));
    names.forEach(this::exchange);
    return names;
  }

  private List<String> inFlight(int step, List<String> names) {
    return step == 3
        ? names(sweep().ended().stream().map(SessionRecord::session).toList())
        : names.stream().filter(name -> changes(step, name)).toList();
  }

  private boolean changes(int step, String name) {
    return switch (step) {
      case 0 -> isDone(sessions().complete(sessionKey(name), insert(name).build()));
      case 1 -> sessions().stage(sessionKey(name), sealed("grant"));
      default -> sessions().claim(claim("pending" + name).build()).isPresent();
    };
  }

  private void assertNothingFollows(List<String> names, List<String> completed) {
    for (String name : names) {
      assertThat(sessions().findByState(hash("pending" + name))).isEmpty();
      assertThat(connections().find(ACME, connectionId(name)).isPresent())
          .isEqualTo(completed.contains(name));
    }
  }

  private SweepReport sweep() {
    return sessions().sweep(new SweepLimits(EXCHANGE_LIFE, KEEP_ENDED, ALL));
  }

  private static List<SessionKey> keys(SweepReport report) {
    return report.ended().stream().map(SessionRecord::key).toList();
  }

  private static List<String> names(List<Session> sessions) {
    return sessions.stream()
        .map(session -> new SessionKey(session.workspaceId(), session.id()))
        .map(SessionPurgeContract::name)
        .toList();
  }

  private static String name(SessionKey key) {
    return key.sessionId().value().substring("sess_".length());
  }
}
