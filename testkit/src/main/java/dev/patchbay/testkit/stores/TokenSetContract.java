package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.DEFAULT;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.foreign;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Lease;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connection store promises of a refresh: lease and replacement. */
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
    assertThat(replaced.dueAt()).isEmpty();
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
  void replaceMovesTheTimesOfItsTokenSetOnly() {
    pass(Duration.ofMinutes(1));
    Instant before = reread(KEY).writtenAt();

    TokenSetRecord replaced = replace(tokens(2).dueIn(BACK_OFF).build());

    assertThat(replaced.writtenAt()).isAfterOrEqualTo(before.plusSeconds(60));
    assertThat(replaced.writtenAt()).isEqualTo(foundConnection("a").connection().updatedAt());
    assertThat(replaced.dueAt()).contains(replaced.writtenAt().plus(BACK_OFF));
    assertThat(reread(USER).writtenAt()).isEqualTo(before);
    assertThat(reread(USER).dueAt()).isEmpty();
  }

  @Test
  void swapMovesTheTimesOfEveryTokenSet() {
    pass(Duration.ofMinutes(1));
    Instant before = reread(KEY).writtenAt();

    connect(
        swap(foundConnection("a")).tokenSets(tokens("user", 6).dueIn(BACK_OFF).build()).build());

    Instant now = foundConnection("a").connection().updatedAt();
    assertThat(now).isAfterOrEqualTo(before.plusSeconds(60));
    assertThat(reread(KEY).writtenAt()).isEqualTo(now);
    assertThat(reread(KEY).dueAt()).contains(now);
    assertThat(reread(USER).writtenAt()).isEqualTo(now);
    assertThat(reread(USER).dueAt()).contains(now.plus(BACK_OFF));
  }

  @Test
  void leaseAndFailureMoveNoTimeOfTheTokenSet() {
    pass(Duration.ofMinutes(1));
    TokenSetRecord before = reread(KEY);

    lease(KEY, 1, "attempt");
    fail("attempt", BACK_OFF);

    assertThat(reread(KEY).writtenAt()).isEqualTo(before.writtenAt());
    assertThat(reread(KEY).dueAt()).isEqualTo(before.dueAt());
    assertThat(reread(KEY).expiresAt()).isEqualTo(before.expiresAt());
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
}
