package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.DEFAULT;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.account;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.foreign;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connection store promises of the last attempts of a connection. */
public abstract class ConnectionHistoryContract extends StoresContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final TokenSetKey KEY = tokenSetKey("a");
  private static final ConnectionAttempt CREATED = entry(AttemptOutcome.CREATED).build();
  private static final ConnectionAttempt RECONNECTED = entry(AttemptOutcome.RECONNECTED).build();
  private static final ConnectionAttempt REFRESHED =
      entry(AttemptOutcome.REFRESHED).tokenSet(DEFAULT).build();
  private static final ConnectionAttempt FAILED =
      entry(AttemptOutcome.REFRESH_FAILED)
          .tokenSet(DEFAULT)
          .code("provider_unavailable")
          .httpStatus(503)
          .serviceError("temporarily_unavailable")
          .serviceDescription("Back soon, \u2713.")
          .build();
  private static final ConnectionAttempt NOTED = entry(AttemptOutcome.UNAUTHORIZED).build();

  /** For authors of stores. */
  protected ConnectionHistoryContract() {}

  private static ConnectionAttempt.Builder entry(AttemptOutcome outcome) {
    return ConnectionAttempt.builder(outcome);
  }

  @BeforeEach
  final void connectOne() {
    connect("a");
  }

  @Test
  void newConnectionTellsThatItWasMade() {
    assertHistory("a", CREATED);
    assertNow(history("a").get(0).at(), foundConnection("a").connection().createdAt());
  }

  @Test
  void swapIsTold() {
    pass(MINUTE);
    connect(swap(foundConnection("a")).build());

    assertHistory("a", RECONNECTED, CREATED);
    assertNow(history("a").get(0).at(), foundConnection("a").connection().updatedAt());
  }

  @Test
  void completionIsToldAsTheWriteThatItIs() {
    exchange("first");
    sessions().complete(sessionKey("first"), insert("b").build());
    assertHistory("b", CREATED);

    exchange("second");
    sessions().complete(sessionKey("second"), swap(foundConnection("b")).build());
    assertHistory("b", RECONNECTED, CREATED);
    assertHistory("a", CREATED);
  }

  @Test
  void refreshIsToldWithItsTokenSet() {
    pass(MINUTE);
    connections().replace(KEY, 1, tokens(2).build());

    assertHistory("a", REFRESHED, CREATED);
    assertNow(history("a").get(0).at(), reread(KEY).writtenAt());
  }

  @Test
  void refreshOfASecondTokenSetIsToldWithThatOne() {
    connect(insert("b").tokenSets(tokens("user", 1).build()).build());
    TokenSetKey user = new TokenSetKey(ACME, connectionId("b"), "user");

    connections().replace(user, 1, tokens("user", 2).build());

    assertHistory("b", entry(AttemptOutcome.REFRESHED).tokenSet("user").build(), CREATED);
  }

  @Test
  void failureIsToldAsItsAttemptSays() {
    pass(MINUTE);
    fail(FAILED);

    assertHistory("a", FAILED, CREATED);
    Instant minuteLater = foundConnection("a").connection().createdAt().plus(MINUTE);
    assertNow(history("a").get(0).at(), minuteLater);
  }

  @Test
  void uncountedFailureIsToldToo() {
    RefreshFailure uncounted =
        RefreshFailure.builder("attempt").uncounted().attempt(FAILED).build();
    connections().recordFailure(KEY, 1, uncounted);

    assertHistory("a", FAILED, CREATED);
  }

  @Test
  void failureWithoutAnAttemptIsNotTold() {
    connections().recordFailure(KEY, 1, RefreshFailure.builder("attempt").build());

    assertHistory("a", CREATED);
  }

  @Test
  void noteOfEveryOutcomeIsToldAsItIs() {
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      ConnectionAttempt.Builder full =
          entry(outcome).tokenSet("user").code("code").httpStatus(401).serviceError("error");
      ConnectionAttempt noted = full.serviceDescription("description").build();

      note(noted);

      assertThat(history("a").get(0))
          .usingRecursiveComparison()
          .ignoringFields("at")
          .isEqualTo(noted);
    }
  }

  @Test
  void noteHasTheTimeOfTheStoreWhateverItSays() {
    pass(MINUTE);
    note(NOTED.toBuilder().at(Instant.parse("2001-02-03T04:05:06Z")).build());
    fail(FAILED.toBuilder().at(Instant.parse("2101-02-03T04:05:06Z")).build());

    Instant minuteLater = foundConnection("a").connection().createdAt().plus(MINUTE);
    assertThat(history("a").subList(0, 2)).allSatisfy(told -> assertNow(told.at(), minuteLater));
  }

  @Test
  void noteLeavesTheConnectionAsItIs() {
    ConnectionRecord before = foundConnection("a");
    pass(MINUTE);
    ConnectionRecord later = foundConnection("a");

    note(NOTED);

    assertThat(foundConnection("a")).usingRecursiveComparison().isEqualTo(later);
    assertThat(later.revision()).isEqualTo(before.revision());
  }

  @Test
  void newestEntryComesFirst() {
    pass(MINUTE);
    note(NOTED);
    pass(MINUTE);
    connections().replace(KEY, 1, tokens(2).build());
    pass(MINUTE);
    connections().recordFailure(KEY, 2, failure(FAILED));
    pass(MINUTE);
    connect(swap(foundConnection("a")).build());

    assertHistory("a", RECONNECTED, FAILED, REFRESHED, NOTED, CREATED);
    Instant first = history("a").get(4).at();
    for (int minutes = 1; minutes <= 4; minutes++) {
      assertNow(history("a").get(4 - minutes).at(), first.plus(MINUTE.multipliedBy(minutes)));
    }
  }

  @Test
  void lastTwentyEntriesAreKept() {
    connect("b");
    for (int i = 0; i < 2 * ConnectionStore.HISTORY + 3; i++) {
      note(numbered(i));
    }

    ConnectionAttempt[] kept =
        IntStream.range(0, ConnectionStore.HISTORY)
            .mapToObj(i -> numbered(2 * ConnectionStore.HISTORY + 2 - i))
            .toArray(ConnectionAttempt[]::new);
    assertHistory("a", kept);
    assertHistory("b", CREATED);
  }

  private static ConnectionAttempt numbered(int number) {
    return NOTED.toBuilder().code("code_" + number).build();
  }

  @Test
  void historyThatIsFullMakesRoomForEveryKind() {
    for (int version = 1; version <= 30; version++) {
      connections().recordFailure(KEY, version, failure(FAILED));
      connections().replace(KEY, version, tokens(version + 1L).build());
    }
    connect(swap(foundConnection("a")).build());

    assertThat(history("a")).hasSize(ConnectionStore.HISTORY);
    assertThat(outcomes("a").subList(0, 3))
        .containsExactly(
            AttemptOutcome.RECONNECTED, AttemptOutcome.REFRESHED, AttemptOutcome.REFRESH_FAILED);
  }

  @Test
  void stepsThatAreRefusedAreNotTold() {
    ConnectionRecord stale = foundConnection("a");
    connections().replace(KEY, 1, tokens(2).build());

    connections().write(swap(stale).build());
    connections().write(insert("a").build());
    connections().write(insert(connection("b").account(account("a"))).build());
    connections().replace(KEY, 1, tokens(2).build());
    connections().recordFailure(KEY, 1, failure(FAILED));
    connections().recordFailure(foreign(KEY), 2, failure(FAILED));
    connections().lease(KEY, 2, "attempt", HOUR);

    assertHistory("a", REFRESHED, CREATED);
    assertThat(history("b")).isEmpty();
  }

  @Test
  void foreignWorkspaceSeesNothingAndNotesNothing() {
    connect(insert(connection(OTHER, "b")).build());

    connections().note(OTHER, connectionId("a"), NOTED);
    connections().note(ACME, connectionId("b"), NOTED);

    assertThat(connections().history(OTHER, connectionId("a"))).isEmpty();
    assertThat(connections().history(ACME, connectionId("b"))).isEmpty();
    assertHistory("a", CREATED);
    assertThat(connections().history(OTHER, connectionId("b"))).hasSize(1);
  }

  @Test
  void unknownConnectionHasNoHistory() {
    connections().note(ACME, connectionId("b"), NOTED);
    assertThat(history("b")).isEmpty();

    connect("b");
    assertHistory("b", CREATED);
  }

  @Test
  void historyThatWasReadStaysAsItWas() {
    List<ConnectionAttempt> read = history("a");

    note(NOTED);

    assertThat(read).hasSize(1);
  }

  @Test
  void historyIsGoneOnceTheDeletionBegan() {
    connections().beginDelete(ACME, connectionId("a"));
    assertNoHistory();

    connections().erase(ACME, connectionId("a"));
    assertNoHistory();
  }

  @Test
  void historyIsGoneAfterAnAbandonedDeletion() {
    connections().beginDelete(ACME, connectionId("a"));
    pass(HOUR);
    connections().eraseAbandoned(HOUR, 10);

    assertNoHistory();
  }

  @Test
  void historyIsGoneAfterAPurge() {
    connect(insert(connection(OTHER, "b")).build());

    connections().purge(ACME, 10);

    assertNoHistory();
    assertThat(connections().history(OTHER, connectionId("b"))).hasSize(1);
  }

  private void assertNoHistory() {
    assertThat(connections().history(ACME, connectionId("a"))).isEmpty();
    connections().note(ACME, connectionId("a"), NOTED);
    connections().recordFailure(KEY, 1, failure(FAILED));
    connections().write(insert("a").build());
    assertThat(connections().history(ACME, connectionId("a"))).isEmpty();
  }

  @Test
  void notesAtOnceAreAllToldAndKeepTheBound() throws Exception {
    try (Race race = new Race(8)) {
      race.run(runner -> () -> note(numbered(runner)));
      assertThat(history("a")).hasSize(9);

      race.run(runner -> () -> IntStream.range(0, 10).allMatch(i -> note(numbered(i))));
      assertThat(history("a")).hasSize(ConnectionStore.HISTORY);
    }
  }

  private boolean note(ConnectionAttempt attempt) {
    connections().note(ACME, connectionId("a"), attempt);
    return true;
  }

  private void fail(ConnectionAttempt attempt) {
    assertThat(connections().recordFailure(KEY, 1, failure(attempt))).isTrue();
  }

  private static RefreshFailure failure(ConnectionAttempt attempt) {
    return RefreshFailure.builder("attempt").attempt(attempt).build();
  }

  private void assertHistory(String name, ConnectionAttempt... newestFirst) {
    assertThat(history(name))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
        .containsExactly(newestFirst);
  }

  /** A store may tell the two times of one step by two looks at its clock. */
  private void assertNow(Instant told, Instant now) {
    assertThat(told).isCloseTo(now, within(margin().toMillis(), ChronoUnit.MILLIS));
  }

  private List<AttemptOutcome> outcomes(String name) {
    return history(name).stream().map(ConnectionAttempt::outcome).toList();
  }

  private List<ConnectionAttempt> history(String name) {
    return connections().history(ACME, connectionId(name));
  }
}
