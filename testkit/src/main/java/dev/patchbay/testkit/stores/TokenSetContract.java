package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.DEFAULT;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.foreign;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Lease;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connection store promises of a refresh: lease, replacement, failure, due sets. */
public abstract class TokenSetContract extends StoresContract {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration BACK_OFF = Duration.ofMinutes(3);
  private static final TokenSetKey KEY = tokenSetKey("a");
  private static final TokenSetKey USER = new TokenSetKey(ACME, connectionId("a"), "user");
  private static final RefreshFailure FAILURE = RefreshFailure.builder("attempt").build();

  /** For authors of stores. */
  protected TokenSetContract() {}

  @BeforeEach
  final void connectWithTwoTokenSets() {
    connect(insert("a").tokenSets(tokens("user", 5).expiresIn(HOUR).build()).build());
  }

  @Test
  void leaseIsKeptWithItsAttempt() {
    TokenSetRecord leased = lease(KEY, 1, "attempt");

    assertThat(leased.lease().map(Lease::attemptId)).contains("attempt");
    assertThat(leased.version()).isEqualTo(1);
    assertThat(leased.sealed()).isEqualTo(sealed("default 1"));
    assertThat(reread(KEY)).usingRecursiveComparison().isEqualTo(leased);
  }

  @Test
  void leaseIsHeldUntilJustBeforeItsEnd() {
    lease(KEY, 1, "attempt");
    assertThat(connections().lease(KEY, 1, "attempt", LEASE)).isEmpty();
    pass(LEASE.minus(margin()));

    assertThat(connections().lease(KEY, 1, "other", LEASE)).isEmpty();
    assertThat(reread(KEY).lease().map(Lease::attemptId)).contains("attempt");
  }

  @Test
  void leaseThatRanOutCanBeTakenByAnother() {
    lease(KEY, 1, "attempt");
    pass(LEASE);

    assertThat(lease(KEY, 1, "other").lease().map(Lease::attemptId)).contains("other");
  }

  @Test
  void leaseNeedsTheVersionThatWasRead() {
    assertThat(connections().lease(KEY, 0, "attempt", LEASE)).isEmpty();
    assertThat(connections().lease(KEY, 2, "attempt", LEASE)).isEmpty();
    assertThat(connections().lease(USER, 1, "attempt", LEASE)).isEmpty();
    assertThat(reread(KEY).lease()).isEmpty();
  }

  @Test
  void leaseWaitsForTheBackOffToEnd() {
    fail("attempt", BACK_OFF);
    pass(BACK_OFF.minus(margin()));
    assertThat(connections().lease(KEY, 1, "next", LEASE)).isEmpty();

    pass(margin());
    assertThat(connections().lease(KEY, 1, "next", LEASE)).isPresent();
  }

  @Test
  void tokenSetsAreLeasedEachOnItsOwn() {
    lease(KEY, 1, "attempt");

    assertThat(lease(USER, 5, "other").lease().map(Lease::attemptId)).contains("other");
    assertThat(reread(KEY).lease().map(Lease::attemptId)).contains("attempt");
  }

  @Test
  void unknownTokenSetIsNeitherLeasedNorChanged() {
    TokenSetKey unknown = new TokenSetKey(ACME, connectionId("a"), "bot");

    assertRefused(unknown, 1);
    assertRefused(tokenSetKey("unknown"), 1);
    assertThat(foundConnection("a").tokenSets().keySet()).containsExactly(DEFAULT, "user");
  }

  @Test
  void foreignWorkspaceNeitherLeasesNorChanges() {
    ConnectionRecord before = foundConnection("a");

    assertRefused(foreign(KEY), 1);

    assertThat(foundConnection("a")).usingRecursiveComparison().isEqualTo(before);
  }

  private void assertRefused(TokenSetKey key, long version) {
    assertThat(connections().lease(key, version, "attempt", LEASE)).isEmpty();
    assertThat(connections().replace(key, version, tokens(version + 1).build())).isEmpty();
    assertThat(connections().recordFailure(key, version, FAILURE)).isFalse();
  }

  @Test
  void replaceStoresTheNewCredentialAndEndsTheLease() {
    lease(KEY, 1, "attempt");

    TokenSetRecord replaced = replace(tokens(2).refreshExpiresIn(HOUR.multipliedBy(9)).build());

    assertThat(replaced.version()).isEqualTo(2);
    assertThat(replaced.sealed()).isEqualTo(sealed("default 2"));
    assertThat(replaced.refreshable()).isTrue();
    assertThat(replaced.refreshExpiresAt()).isPresent();
    assertThat(replaced.lease()).isEmpty();
    assertThat(reread(KEY)).usingRecursiveComparison().isEqualTo(replaced);
  }

  @Test
  void replaceCanTakeWhatTheOldCredentialHad() {
    TokenSetRecord replaced = replace(tokens(DEFAULT, 2).build());

    assertThat(replaced.refreshable()).isFalse();
    assertThat(replaced.expiresAt()).isEmpty();
    assertThat(foundConnection("a").connection().expiresAt()).isEmpty();
  }

  @Test
  void replaceMovesTheTimesOfTheConnection() {
    long revision = foundConnection("a").revision();
    pass(Duration.ofMinutes(1));
    Instant madeAt = foundConnection("a").connection().createdAt();

    replace(tokens(2).build());

    Connection after = foundConnection("a").connection();
    assertThat(after.createdAt()).isEqualTo(madeAt);
    assertThat(after.updatedAt()).isAfterOrEqualTo(madeAt.plusSeconds(60));
    assertThat(after.expiresAt()).contains(after.updatedAt().plus(HOUR));
    assertThat(foundConnection("a").revision()).isGreaterThan(revision);
  }

  @Test
  void replaceOfASecondTokenSetLeavesTheFirstAndItsExpiry() {
    TokenSetRecord primary = reread(KEY);

    connections().replace(USER, 5, tokens("user", 6).expiresIn(HOUR.multipliedBy(5)).build());

    assertThat(reread(USER).version()).isEqualTo(6);
    assertThat(reread(KEY)).usingRecursiveComparison().isEqualTo(primary);
    assertThat(foundConnection("a").connection().expiresAt()).isEqualTo(primary.expiresAt());
    assertThat(foundConnection("a").tokenSets().keySet()).containsExactly(DEFAULT, "user");
  }

  @Test
  void replaceForgetsEarlierFailures() {
    fail("attempt", BACK_OFF);

    TokenSetRecord replaced = replace(tokens(2).build());

    assertThat(replaced.failedAttempts()).isZero();
    assertThat(replaced.retryAt()).isEmpty();
  }

  @Test
  void replaceBringsAConnectionThatNeededReauthorizationBack() {
    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");

    replace(tokens(2).build());

    assertThat(foundConnection("a").connection().status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(foundConnection("a").connection().statusReason()).isEmpty();
  }

  @Test
  void replaceMendsNoLackOfScope() {
    failWith(ConnectionStatus.INSUFFICIENT_SCOPE, "lacks write");

    replace(tokens(2).build());

    assertThat(foundConnection("a").connection().status())
        .isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
    assertThat(foundConnection("a").connection().statusReason()).contains("lacks write");
  }

  @Test
  void replaceOfAVersionThatMovedChangesNothing() {
    replace(tokens(2).build());
    ConnectionRecord before = foundConnection("a");

    assertThat(connections().replace(KEY, 1, tokens(2).build())).isEmpty();
    assertThat(connections().replace(KEY, 3, tokens(4).build())).isEmpty();
    assertThat(foundConnection("a")).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void replaceBySomeoneWhoseLeaseRanOutStillCounts() {
    lease(KEY, 1, "slow");
    pass(LEASE);
    lease(KEY, 1, "fast");

    replace(tokens(2).build());

    assertThat(connections().replace(KEY, 1, tokens(2).build())).isEmpty();
    assertThat(reread(KEY).lease()).isEmpty();
  }

  @Test
  void failureIsCountedAndEndsItsLease() {
    lease(KEY, 1, "attempt");
    assertThat(connections().recordFailure(KEY, 1, FAILURE)).isTrue();

    assertThat(reread(KEY).failedAttempts()).isOne();
    assertThat(reread(KEY).lease()).isEmpty();
    assertThat(reread(KEY).retryAt()).isEmpty();
    assertThat(reread(KEY).version()).isEqualTo(1);
    assertThat(reread(KEY).sealed()).isEqualTo(sealed("default 1"));
    connections().recordFailure(KEY, 1, FAILURE);
    assertThat(reread(KEY).failedAttempts()).isEqualTo(2);
  }

  @Test
  void failureOfAnEarlierAttemptLeavesTheLeaseOfTheLaterOne() {
    lease(KEY, 1, "attempt");
    pass(LEASE);
    lease(KEY, 1, "later");

    assertThat(connections().recordFailure(KEY, 1, FAILURE)).isTrue();

    assertThat(reread(KEY).lease().map(Lease::attemptId)).contains("later");
    assertThat(connections().lease(KEY, 1, "third", LEASE)).isEmpty();
  }

  @Test
  void failureSetsTheStatusOfTheConnection() {
    ConnectionRecord before = foundConnection("a");

    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");

    assertThat(foundConnection("a").connection().status()).isEqualTo(ConnectionStatus.NEEDS_REAUTH);
    assertThat(foundConnection("a").connection().statusReason()).contains("grant_revoked");
    assertThat(foundConnection("a").revision()).isGreaterThan(before.revision());
    assertThat(reread(KEY).sealed()).isEqualTo(sealed("default 1"));
  }

  @Test
  void failureWithoutStatusLeavesTheConnectionAsItIs() {
    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");
    Connection before = foundConnection("a").connection();

    connections().recordFailure(KEY, 1, FAILURE);

    assertThat(foundConnection("a").connection()).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void failureOfAVersionThatMovedIsNotNoted() {
    replace(tokens(2).build());
    ConnectionRecord before = foundConnection("a");

    RefreshFailure late =
        RefreshFailure.builder("attempt")
            .retryIn(BACK_OFF)
            .status(ConnectionStatus.NEEDS_REAUTH)
            .reason("grant_revoked")
            .build();
    assertThat(connections().recordFailure(KEY, 1, late)).isFalse();
    assertThat(foundConnection("a")).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void failureOfOneTokenSetBacksOffThatOneOnly() {
    fail("attempt", BACK_OFF);

    assertThat(reread(USER).failedAttempts()).isZero();
    assertThat(lease(USER, 5, "other").lease()).isPresent();
  }

  @Test
  void dueSetsExpireSoonFirstToExpireFirst() {
    connectDue("later", Duration.ofMinutes(9));
    connectDue("soon", Duration.ofMinutes(3));
    connectDue("overdue", Duration.ofMinutes(1));
    pass(Duration.ofMinutes(2));

    assertThat(due(Duration.ofMinutes(10), 10))
        .containsExactly(tokenSetKey("overdue"), tokenSetKey("soon"), tokenSetKey("later"));
    assertThat(due(Duration.ofMinutes(2), 10))
        .containsExactly(tokenSetKey("overdue"), tokenSetKey("soon"));
    assertThat(due(Duration.ofMinutes(10), 2))
        .containsExactly(tokenSetKey("overdue"), tokenSetKey("soon"));
  }

  @Test
  void dueSetsAreOfAllWorkspaces() {
    connect(insert(connection(OTHER, "b")).build());

    assertThat(due(HOUR, 10)).containsExactlyInAnyOrder(KEY, foreign(tokenSetKey("b")));
  }

  @Test
  void setsThatCannotBeRefreshedOrNeverExpireAreNotDue() {
    TokenSetWrite forEver = tokens(DEFAULT, 1).refreshable().build();
    connect(ConnectionWrite.builder(connection("b").build()).tokenSets(forEver).build());

    assertThat(due(HOUR.multipliedBy(100), 10)).containsExactly(KEY);
  }

  @Test
  void leasedSetIsDueAgainWhenItsLeaseRanOut() {
    lease(KEY, 1, "attempt");
    pass(LEASE.minus(margin()));
    assertThat(due(HOUR, 10)).isEmpty();

    pass(margin());
    assertThat(due(HOUR, 10)).containsExactly(KEY);
  }

  @Test
  void setThatBacksOffIsDueAgainAfterwards() {
    fail("attempt", BACK_OFF);
    pass(BACK_OFF.minus(margin()));
    assertThat(due(HOUR, 10)).isEmpty();

    pass(margin());
    assertThat(due(HOUR, 10)).containsExactly(KEY);
  }

  @Test
  void setsThatAreHeldBackKeepNobodyElseFromTheBatch() {
    lease(KEY, 1, "attempt");
    connectDue("b", HOUR.multipliedBy(2));

    assertThat(due(HOUR.multipliedBy(2), 1)).containsExactly(tokenSetKey("b"));
  }

  @Test
  void connectionThatNeedsReauthorizationIsNotDue() {
    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");
    assertThat(due(HOUR, 10)).isEmpty();

    replace(tokens(2).build());
    assertThat(due(HOUR, 10)).containsExactly(KEY);
  }

  @Test
  void replacedSetIsDueByItsNewExpiry() {
    replace(tokens(2).expiresIn(HOUR.multipliedBy(3)).build());

    assertThat(due(HOUR.multipliedBy(2), 10)).isEmpty();
    assertThat(due(HOUR.multipliedBy(3), 10)).containsExactly(KEY);
  }

  private void connectDue(String name, Duration expiresIn) {
    TokenSetWrite write = tokens(1).expiresIn(expiresIn).build();
    connect(ConnectionWrite.builder(connection(name).build()).tokenSets(write).build());
  }

  private List<TokenSetKey> due(Duration within, int batch) {
    return connections().findDue(within, batch);
  }

  private TokenSetRecord lease(TokenSetKey key, long version, String attemptId) {
    return connections().lease(key, version, attemptId, LEASE).orElseThrow();
  }

  private TokenSetRecord replace(TokenSetWrite write) {
    return connections().replace(KEY, write.version() - 1, write).orElseThrow();
  }

  private void fail(String attemptId, Duration retryIn) {
    RefreshFailure failure = RefreshFailure.builder(attemptId).retryIn(retryIn).build();
    assertThat(connections().recordFailure(KEY, 1, failure)).isTrue();
  }

  private void failWith(ConnectionStatus status, String reason) {
    RefreshFailure why = RefreshFailure.builder("attempt").status(status).reason(reason).build();
    assertThat(connections().recordFailure(KEY, 1, why)).isTrue();
  }
}
