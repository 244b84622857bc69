package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.DEFAULT;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.foreign;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every connection store promises of the token sets that are due in the background. */
public abstract class DueTokenSetContract extends StoresContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HELD_BACK = Duration.ofMinutes(3);
  private static final TokenSetKey KEY = tokenSetKey("a");
  private static final TokenSetKey USER = new TokenSetKey(ACME, connectionId("a"), "user");

  /** For authors of stores. */
  protected DueTokenSetContract() {}

  @Test
  void setIsDueFromItsTimeOn() {
    connect("a", tokens(1).dueIn(HOUR));
    pass(HOUR.minus(margin()));
    assertThat(due(10)).isEmpty();

    pass(margin());
    assertThat(due(10)).containsExactly(KEY);
    pass(HOUR.multipliedBy(1_000));
    assertThat(due(10)).containsExactly(KEY);
  }

  @Test
  void setsThatHaveBeenDueLongestComeFirst() {
    connect("later", tokens(1).dueIn(MINUTE.multipliedBy(9)));
    connect("soon", tokens(1).dueIn(MINUTE.multipliedBy(3)));
    connect("first", tokens(1).dueIn(MINUTE));

    pass(MINUTE.multipliedBy(3));
    assertThat(due(10)).containsExactly(tokenSetKey("first"), tokenSetKey("soon"));
    pass(MINUTE.multipliedBy(6));
    assertThat(due(10))
        .containsExactly(tokenSetKey("first"), tokenSetKey("soon"), tokenSetKey("later"));
    assertThat(due(2)).containsExactly(tokenSetKey("first"), tokenSetKey("soon"));
  }

  @Test
  void setsAreDueWhateverTheirExpiry() {
    connect("expired", tokens(1).expiresIn(MINUTE).dueIn(HOUR.multipliedBy(2)));
    connect("short", tokens(1).expiresIn(MINUTE).dueIn(HOUR));
    connect("long", tokens(1).expiresIn(HOUR.multipliedBy(100)).dueIn(MINUTE));
    connect("forever", tokens(1).expiresIn(null).dueIn(MINUTE.multipliedBy(2)));
    pass(HOUR);

    assertThat(due(10))
        .containsExactly(tokenSetKey("long"), tokenSetKey("forever"), tokenSetKey("short"));
  }

  @Test
  void dueSetsAreOfAllWorkspaces() {
    connect("a");
    connect(insert(connection(OTHER, "b")).build());

    assertThat(due(10)).containsExactlyInAnyOrder(KEY, foreign(tokenSetKey("b")));
  }

  @Test
  void setsThatCannotBeRefreshedOrHaveNoTimeAreNotDue() {
    connect("timeless", tokens(1).dueIn(null));
    connect("final", tokens(DEFAULT, 1).expiresIn(HOUR).dueIn(MINUTE));
    connect("a");
    pass(HOUR.multipliedBy(1_000));

    assertThat(due(10)).containsExactly(KEY);
  }

  @Test
  void setsOfAConnectionAreDueEachOnItsOwn() {
    TokenSetWrite user = tokens("user", 1).refreshable().dueIn(MINUTE).build();
    connect(
        ConnectionWrite.builder(connection("a").build())
            .tokenSets(tokens(1).dueIn(HOUR).build(), user)
            .build());

    pass(MINUTE);
    assertThat(due(10)).containsExactly(USER);
    pass(HOUR);
    assertThat(due(10)).containsExactly(USER, KEY);
  }

  @Test
  void leasedSetIsDueAgainWhenItsLeaseRanOut() {
    connect("a");
    lease(KEY);
    pass(HELD_BACK.minus(margin()));
    assertThat(due(10)).isEmpty();

    pass(margin());
    assertThat(due(10)).containsExactly(KEY);
  }

  @Test
  void setIsInterruptedWhenItsLeaseRanOutHoweverLateItIsDue() {
    connect("a", tokens(1).dueIn(HOUR.multipliedBy(9)));
    connect("b", tokens(1).dueIn(null));
    connect("c", tokens(1).dueIn(Duration.ZERO));
    lease(tokenSetKey("b"));
    pass(MINUTE);
    lease(KEY);
    pass(HELD_BACK.minus(MINUTE).minus(margin()));
    assertThat(interrupted(10)).isEmpty();

    pass(margin());
    assertThat(interrupted(10)).containsExactly(tokenSetKey("b"));
    pass(MINUTE);
    assertThat(interrupted(10)).containsExactly(tokenSetKey("b"), KEY);
    assertThat(interrupted(1)).containsExactly(tokenSetKey("b"));
  }

  @Test
  void setWhoseLeaseWasEndedIsNotInterrupted() {
    connect("a");
    connect("b");
    lease(KEY);
    lease(tokenSetKey("b"));
    fail(RefreshFailure.builder("attempt").uncounted());
    connections().replace(tokenSetKey("b"), 1, tokens(2).build());
    pass(HELD_BACK);

    assertThat(interrupted(10)).isEmpty();
  }

  @Test
  void setThatIsLeasedAgainIsInterruptedByTheLaterLease() {
    connect("a");
    lease(KEY);
    pass(HELD_BACK);
    lease(KEY);
    assertThat(interrupted(10)).isEmpty();

    pass(HELD_BACK);
    assertThat(interrupted(10)).containsExactly(KEY);
  }

  @Test
  void setThatNobodyCanRefreshIsNotInterrupted() {
    connect("a", tokens(DEFAULT, 1));
    connect("b");
    connect("c");
    connect("d");
    List.of("a", "b", "c", "d").forEach(name -> lease(tokenSetKey(name)));
    RefreshFailure.Builder over = RefreshFailure.builder("other");
    connections()
        .recordFailure(tokenSetKey("b"), 1, over.status(ConnectionStatus.NEEDS_REAUTH).build());
    connections().beginDelete(ACME, connectionId("c"));
    connections()
        .recordFailure(tokenSetKey("d"), 1, RefreshFailure.builder("other").retryIn(HOUR).build());
    pass(HELD_BACK);

    assertThat(interrupted(10)).isEmpty();
  }

  @Test
  void setThatBacksOffIsDueAgainAfterwards() {
    connect("a");
    fail(RefreshFailure.builder("attempt").retryIn(HELD_BACK));
    pass(HELD_BACK.minus(margin()));
    assertThat(due(10)).isEmpty();

    pass(margin());
    assertThat(due(10)).containsExactly(KEY);
  }

  @Test
  void setsThatAreHeldBackKeepNobodyElseFromTheBatch() {
    connect("a");
    lease(KEY);
    connect("b", tokens(1).dueIn(MINUTE));
    pass(MINUTE);

    assertThat(due(1)).containsExactly(tokenSetKey("b"));
  }

  @Test
  void connectionThatNeedsReauthorizationIsNotDue() {
    connect("a");
    fail(RefreshFailure.builder("attempt").status(ConnectionStatus.NEEDS_REAUTH));
    assertThat(due(10)).isEmpty();

    replace(tokens(2));
    assertThat(due(10)).containsExactly(KEY);
  }

  @Test
  void connectionThatLacksAScopeIsDue() {
    connect(insert(connection("a").status(ConnectionStatus.INSUFFICIENT_SCOPE)).build());

    assertThat(due(10)).containsExactly(KEY);
  }

  @Test
  void replacedSetIsDueByItsNewTime() {
    connect("a");

    replace(tokens(2).dueIn(HOUR));
    pass(HOUR.minus(margin()));
    assertThat(due(10)).isEmpty();
    pass(margin());
    assertThat(due(10)).containsExactly(KEY);

    connections().replace(KEY, 2, tokens(3).dueIn(null).build());
    assertThat(due(10)).isEmpty();
  }

  @Test
  void swappedSetIsDueByItsNewTime() {
    connect("a");

    TokenSetWrite later = tokens(2).dueIn(HOUR).build();
    connect(
        ConnectionWrite.builder(connection("a").build())
            .expectedRevision(foundConnection("a").revision())
            .tokenSets(later)
            .build());
    assertThat(due(10)).isEmpty();

    connect(swap(foundConnection("a")).build());
    assertThat(due(10)).containsExactly(KEY);
  }

  private void connect(String name, TokenSetWrite.Builder tokens) {
    connect(ConnectionWrite.builder(connection(name).build()).tokenSets(tokens.build()).build());
  }

  private List<TokenSetKey> due(int batch) {
    return connections().findDue(batch);
  }

  private List<TokenSetKey> interrupted(int batch) {
    return connections().findInterrupted(batch);
  }

  private void lease(TokenSetKey key) {
    assertThat(connections().lease(key, 1, "attempt", HELD_BACK)).isPresent();
  }

  private void fail(RefreshFailure.Builder failure) {
    assertThat(connections().recordFailure(KEY, 1, failure.build())).isTrue();
  }

  private void replace(TokenSetWrite.Builder tokens) {
    assertThat(connections().replace(KEY, 1, tokens.build())).isPresent();
  }
}
