package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.GITHUB;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.account;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.handOver;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.ListedPage;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every connection store promises of erasing all connections of a workspace. */
public abstract class ConnectionPurgeContract extends StoresContract {
  private static final Duration AGE = Duration.ofMinutes(5);
  private static final int ALL = 1_000;

  /** For authors of stores. */
  protected ConnectionPurgeContract() {}

  @Test
  void purgeTakesEveryConnectionOfItsWorkspace() {
    connect("shared");
    connect(insert(connection("own").memberId(MemberId.of("member_1"))).build());
    connect(insert(connection("dead").status(ConnectionStatus.NEEDS_REAUTH)).build());
    connect(handOver("unverified", "one").build());
    connect("leased");
    connections().lease(tokenSetKey("leased"), 1, "attempt", HOUR);

    assertThat(names(connections().purge(ACME, ALL)))
        .containsExactlyInAnyOrder("shared", "own", "dead", "unverified", "leased");

    assertThat(connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
  }

  @Test
  void purgeTakesNothingOfAnotherWorkspace() {
    ConnectionRecord other = connect(handOver(connection(OTHER, "b"), "one").build());
    ConnectionRecord longer = connect(insert(connection(workspace("2"), "c")).build());
    connect(handOver("a", "one").build());

    assertThat(names(connections().purge(ACME, ALL))).containsExactly("a");

    assertThat(reread(other)).usingRecursiveComparison().isEqualTo(other);
    assertThat(reread(longer)).usingRecursiveComparison().isEqualTo(longer);
    assertThat(connections().findByFingerprint(OTHER, "one")).isPresent();
    assertThat(connections().list(OTHER, ConnectionFilter.all()).connections()).hasSize(1);
    assertThat(connections().findDue(10)).hasSize(2);
  }

  private static WorkspaceId workspace(String suffix) {
    return WorkspaceId.of(ACME.value() + suffix);
  }

  @Test
  void purgeOfAWorkspaceThatHasNothingTakesNothing() {
    ConnectionRecord written = connect("a");

    assertThat(connections().purge(OTHER, ALL)).isEmpty();
    assertThat(connections().purge(WorkspaceId.of("ws_%"), ALL)).isEmpty();
    assertThat(connections().purge(WorkspaceId.of("WS_ACME"), ALL)).isEmpty();

    assertThat(reread(written)).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void purgeHandsOutTheConnectionsAsTheyLastStood() {
    connect("a");
    RefreshFailure failure =
        RefreshFailure.builder("attempt")
            .status(ConnectionStatus.NEEDS_REAUTH)
            .reason("revoked")
            .build();
    connections().recordFailure(tokenSetKey("a"), 1, failure);
    ConnectionRecord last = foundConnection("a");

    assertThat(connections().purge(ACME, ALL))
        .singleElement()
        .satisfies(
            purged ->
                assertThat(purged).usingRecursiveComparison().isEqualTo(ListedConnection.of(last)));
  }

  @Test
  void purgeTakesTheOldestFirstAndNoMoreThanItsBatch() {
    for (String name : List.of("c", "a", "e", "b", "d")) {
      pass(Duration.ofSeconds(1));
      connect(name);
    }
    pass(Duration.ofSeconds(1));
    connect(swap(foundConnection("c")).build());

    assertThat(names(connections().purge(ACME, 2))).containsExactly("c", "a");
    assertThat(names(connections().list(ACME, ConnectionFilter.all()).connections()))
        .containsExactly("e", "b", "d");
    assertThat(names(connections().purge(ACME, 2))).containsExactly("e", "b");
    assertThat(names(connections().purge(ACME, 2))).containsExactly("d");
    assertThat(connections().purge(ACME, 2)).isEmpty();
    assertThat(connections().purge(ACME, 2)).isEmpty();
  }

  @Test
  void purgedConnectionIsFoundByNoLookUp() {
    connect(handOver(connection("a").account(account("a")), "one").build());

    connections().purge(ACME, ALL);

    assertInvisible();
    assertThat(connections().beginDelete(ACME, connectionId("a"))).isEmpty();
  }

  @Test
  void purgedCredentialIsNeitherDueNorToBeHad() {
    connect("a");
    connect(handOver(connection("b").account(account("b")), "one").build());
    RefreshFailure failure = RefreshFailure.builder("attempt").build();

    connections().purge(ACME, ALL);

    assertThat(connections().findDue(10)).isEmpty();
    for (String name : List.of("a", "b")) {
      assertThat(connections().lease(tokenSetKey(name), 1, "attempt", HOUR)).isEmpty();
      assertThat(connections().replace(tokenSetKey(name), 1, tokens(2).build())).isEmpty();
      assertThat(connections().recordFailure(tokenSetKey(name), 1, failure)).isFalse();
    }
  }

  @Test
  void leaseTakenBeforeThePurgeWritesNothing() {
    connect("a");
    connections().lease(tokenSetKey("a"), 1, "attempt", HOUR);

    connections().purge(ACME, ALL);

    assertThat(connections().replace(tokenSetKey("a"), 1, tokens(2).build())).isEmpty();
    assertInvisible();
  }

  @Test
  void purgedConnectionComesBackByNoWrite() {
    ConnectionRecord last = connect("a");

    connections().purge(ACME, ALL);

    assertGone(swap(last));
    assertGone(swap(last).fingerprint("one"));
    assertGone(insert("a"));
    assertGone(insert(connection("a").account(account("b"))));
    assertGone(handOver("a", "one"));
    assertInvisible();
  }

  private void assertGone(ConnectionWrite.Builder write) {
    assertThat(connections().write(write.build()).status()).isEqualTo(WriteStatus.GONE);
  }

  @Test
  void purgedConnectionComesBackByNoSession() {
    ConnectionRecord last = connect("a");
    exchange("late");

    connections().purge(ACME, ALL);

    assertThat(sessions().complete(sessionKey("late"), swap(last).build()).status())
        .isEqualTo(WriteStatus.GONE);
    assertThat(sessions().complete(sessionKey("late"), insert("a").build()).status())
        .isEqualTo(WriteStatus.GONE);
    assertThat(found("late").isExchanging()).isTrue();
    assertInvisible();
  }

  private void assertInvisible() {
    AccountKey account = AccountKey.builder(GITHUB, "account_a").build();
    assertThat(connections().find(ACME, connectionId("a"))).isEmpty();
    assertThat(connections().findByAccount(ACME, account)).isEmpty();
    assertThat(connections().findByFingerprint(ACME, "one")).isEmpty();
    assertThat(connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
    assertThat(connections().findDue(10)).isEmpty();
  }

  @Test
  void accountAndFingerprintAreFreeForANewConnection() {
    connect(handOver(connection("a").account(account("a")), "one").build());
    connections().purge(ACME, ALL);

    ConnectionRecord again =
        connect(handOver(connection("b").account(account("a")), "one").build());

    assertThat(connections().findByFingerprint(ACME, "one"))
        .hasValueSatisfying(it -> assertTimedRead(it, again));
    assertThat(names(connections().list(ACME, ConnectionFilter.all()).connections()))
        .containsExactly("b");
    assertThat(names(connections().purge(ACME, ALL))).containsExactly("b");
  }

  @Test
  void purgedConnectionIsNoSibling() {
    ConnectionRecord verified =
        connect(insert(connection(OTHER, "b").account(account("a"))).build());
    ConnectionRecord unverified = connect(insert(connection(OTHER, "c").account(null)).build());
    connections().beginDelete(OTHER, connectionId("c"));
    connect("a");
    connect(insert(connection("d").account(null)).build());
    assertThat(connections().hasSibling(verified)).isTrue();

    connections().purge(ACME, ALL);

    assertThat(connections().hasSibling(verified)).isFalse();
    connections().beginDelete(OTHER, connectionId("b"));
    assertThat(connections().hasSibling(unverified)).isFalse();
  }

  @Test
  void purgeLeavesNoDeletionToEnd() {
    connect("a");

    connections().purge(ACME, ALL);
    pass(AGE.plus(margin()));

    assertThat(connections().eraseAbandoned(AGE, 10)).isZero();
    connections().erase(ACME, connectionId("a"));
    assertInvisible();
  }

  @Test
  void connectionWhoseDeletionBeganIsNotHandedOutAgain() {
    ConnectionRecord deleted = connect("a");
    connect("b");
    connections().beginDelete(ACME, connectionId("a"));

    assertThat(names(connections().purge(ACME, ALL))).containsExactly("b");

    assertGone(swap(deleted));
    assertGone(insert("a"));
    connections().erase(ACME, connectionId("a"));
    assertInvisible();
  }

  @Test
  void pageThatWasReadBeforeThePurgeStaysRight() {
    for (String name : List.of("a", "b", "c")) {
      pass(Duration.ofSeconds(1));
      connect(name);
    }
    ConnectionFilter.Builder filter = ConnectionFilter.builder().limit(1);
    ListedPage first = connections().list(ACME, filter.build());

    connections().purge(ACME, 2);

    filter.cursor(first.nextCursor().orElseThrow());
    assertThat(names(connections().list(ACME, filter.build()).connections())).containsExactly("c");
    connections().purge(ACME, 2);
    assertThat(connections().list(ACME, filter.build()).connections()).isEmpty();
  }

  @Test
  void purgeOfConnectionsLeavesTheSessions() {
    exchange("a");
    sessions().complete(sessionKey("a"), insert("a").build());
    begin("pending");

    connections().purge(ACME, ALL);

    assertThat(found("a").session().connectionId()).contains(connectionId("a"));
    assertThat(found("pending").session().isEnded()).isFalse();
  }

  @Test
  void purgesAtOnceTakeEachConnectionOnceAndNoneIsLeftWhenOneFindsNone() throws Exception {
    List<String> connected = IntStream.range(0, 300).mapToObj(i -> "a" + i).toList();
    connected.forEach(this::connect);
    connect(insert(connection(OTHER, "b")).build());
    try (Race race = new Race(4)) {
      List<List<ListedConnection>> purged = race.run(runner -> this::purgeUntilNoneIsLeft);

      assertThat(
              purged.stream().flatMap(List::stream).map(listed -> name(listed.connection().id())))
          .containsExactlyInAnyOrderElementsOf(connected);
    }
    assertThat(connections().find(OTHER, connectionId("b"))).isPresent();
  }

  private List<ListedConnection> purgeUntilNoneIsLeft() {
    List<ListedConnection> purged = new ArrayList<>();
    List<ListedConnection> next;
    do {
      next = connections().purge(ACME, 7);
      purged.addAll(next);
    } while (!next.isEmpty());
    assertThat(connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
    return purged;
  }

  @Test
  void purgeWinsOverWhateverIsInFlight() throws Exception {
    try (Race race = new Race(5)) {
      for (int round = 0; round < 6; round++) {
        String prefix = "a" + round + "_";
        List<ConnectionRecord> before =
            IntStream.range(0, 40).mapToObj(i -> connect(prefix + i)).toList();
        before.forEach(it -> exchange(name(it.connection().id())));

        List<Integer> purged = race.run(runner -> inFlight(runner, before));

        assertThat(purged.get(0)).isEqualTo(before.size());
        assertThat(before).noneMatch(connections()::hasSibling);
        assertThat(before)
            .allSatisfy(it -> assertThat(connections().find(ACME, it.connection().id())).isEmpty());
        assertThat(connections().findByFingerprint(ACME, "one")).isEmpty();
        assertThat(connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
        assertThat(connections().findDue(10)).isEmpty();
      }
    }
  }

  private Callable<Integer> inFlight(int runner, List<ConnectionRecord> before) {
    return runner == 0
        ? () -> purgeUntilNoneIsLeft().size()
        : () -> (int) before.stream().filter(it -> changes(runner, it)).count();
  }

  private boolean changes(int runner, ConnectionRecord before) {
    String name = name(before.connection().id());
    ConnectionWrite swap = swap(before).fingerprint("one").build();
    return switch (runner) {
      case 1 -> isDone(connections().write(swap));
      case 2 -> isDone(sessions().complete(sessionKey(name), swap));
      case 3 ->
          connections()
              .recordFailure(tokenSetKey(name), 1, RefreshFailure.builder("attempt").build());
      default -> connections().replace(tokenSetKey(name), 1, tokens(2).build()).isPresent();
    };
  }

  private static List<String> names(List<ListedConnection> connections) {
    return connections.stream().map(listed -> name(listed.connection().id())).toList();
  }

  private static String name(ConnectionId id) {
    return id.value().substring("conn_".length());
  }
}
