package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Lease;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connection store promises of a refresh that failed: count, back-off and status. */
public abstract class RefreshFailureContract extends StoresContract {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration BACK_OFF = Duration.ofMinutes(3);
  private static final TokenSetKey KEY = tokenSetKey("a");
  private static final TokenSetKey USER = new TokenSetKey(ACME, connectionId("a"), "user");
  private static final RefreshFailure FAILURE = RefreshFailure.builder("attempt").build();

  /** For authors of stores. */
  protected RefreshFailureContract() {}

  @BeforeEach
  final void connectWithTwoTokenSets() {
    connect(insert("a").tokenSets(tokens("user", 5).build()).build());
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
  void uncountedFailureEndsItsLeaseAndLeavesTheCount() {
    connections().recordFailure(KEY, 1, FAILURE);
    lease(KEY, 1, "attempt");

    RefreshFailure.Builder uncounted = RefreshFailure.builder("attempt").uncounted();
    assertThat(connections().recordFailure(KEY, 1, uncounted.retryIn(BACK_OFF).build())).isTrue();

    assertThat(reread(KEY).failedAttempts()).isOne();
    assertThat(reread(KEY).lease()).isEmpty();
    assertThat(reread(KEY).retryAt()).isPresent();
    assertThat(connections().lease(KEY, 1, "next", LEASE)).isEmpty();
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
  void failureOfOneTokenSetBacksOffThatOneOnly() {
    fail("attempt", BACK_OFF);

    assertThat(reread(USER).failedAttempts()).isZero();
    assertThat(lease(USER, 5, "other").lease()).isPresent();
  }

  @Test
  void failureOfAVersionThatMovedIsNotNoted() {
    replace(tokens(2).build());
    ConnectionRecord before = foundConnection("a");

    RefreshFailure late =
        RefreshFailure.builder("attempt")
            .retryIn(BACK_OFF)
            .status(ConnectionStatus.NEEDS_REAUTH)
            .cause("grant_revoked")
            .outcomeUnknown()
            .build();
    assertThat(connections().recordFailure(KEY, 1, late)).isFalse();
    assertThat(foundConnection("a")).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void unknownOutcomeStaysThroughLaterAttempts() {
    failWithUnknownOutcome();
    assertThat(reread(KEY).outcomeUnknown()).isTrue();
    assertThat(reread(USER).outcomeUnknown()).isFalse();

    connections().recordFailure(KEY, 1, FAILURE);
    assertThat(reread(KEY).outcomeUnknown()).isTrue();
    assertThat(lease(KEY, 1, "next").outcomeUnknown()).isTrue();
    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");
    assertThat(reread(KEY).outcomeUnknown()).isTrue();
    replaceUser();
    assertThat(reread(KEY).outcomeUnknown()).isTrue();
  }

  private void replaceUser() {
    assertThat(connections().replace(USER, 5, tokens("user", 6).build())).isPresent();
  }

  @Test
  void unknownOutcomeGoesWithItsCredential() {
    failWithUnknownOutcome();
    assertThat(replace(tokens(2).build()).outcomeUnknown()).isFalse();
    assertThat(reread(KEY).outcomeUnknown()).isFalse();
  }

  @Test
  void replaceForgetsEarlierFailures() {
    fail("attempt", BACK_OFF);

    TokenSetRecord replaced = replace(tokens(2).build());

    assertThat(replaced.failedAttempts()).isZero();
    assertThat(replaced.retryAt()).isEmpty();
  }

  @Test
  void swapForgetsEarlierFailures() {
    failWithUnknownOutcome();

    connect(swap(foundConnection("a")).build());

    assertThat(reread(KEY).outcomeUnknown()).isFalse();
    assertThat(reread(KEY).failedAttempts()).isZero();
    assertThat(reread(KEY).retryAt()).isEmpty();
  }

  private void failWithUnknownOutcome() {
    RefreshFailure unknown =
        RefreshFailure.builder("attempt").outcomeUnknown().retryIn(BACK_OFF).build();
    assertThat(connections().recordFailure(KEY, 1, unknown)).isTrue();
  }

  @Test
  void failureSetsTheStatusOfTheConnection() {
    ConnectionRecord before = foundConnection("a");

    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");

    assertThat(foundConnection("a").connection().status()).isEqualTo(ConnectionStatus.NEEDS_REAUTH);
    assertThat(foundConnection("a").connection().statusCause()).contains("grant_revoked");
    assertThat(foundConnection("a").connection().statusReason())
        .contains("because of grant_revoked");
    assertThat(foundConnection("a").revision()).isGreaterThan(before.revision());
    assertThat(reread(KEY).sealed()).isEqualTo(sealed("default 1"));
  }

  /** Who read the row before the grant ended would ask the service once more. */
  @Test
  void nobodyLeasesWhatNeedsReauthorization() {
    failWith(ConnectionStatus.INSUFFICIENT_SCOPE, "insufficient_scope");
    assertThat(lease(USER, 5, "other").lease()).isPresent();

    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");

    assertThat(connections().lease(KEY, 1, "next", LEASE)).isEmpty();
  }

  @Test
  void failureWithoutStatusLeavesTheConnectionAsItIs() {
    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");
    Connection before = foundConnection("a").connection();

    connections().recordFailure(KEY, 1, FAILURE);

    assertThat(foundConnection("a").connection()).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void replaceBringsAConnectionThatNeededReauthorizationBack() {
    failWith(ConnectionStatus.NEEDS_REAUTH, "grant_revoked");

    replace(tokens(2).build());

    assertThat(foundConnection("a").connection().status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(foundConnection("a").connection().statusCause()).isEmpty();
    assertThat(foundConnection("a").connection().statusReason()).isEmpty();
  }

  @Test
  void replaceMendsNoLackOfScope() {
    failWith(ConnectionStatus.INSUFFICIENT_SCOPE, "insufficient_scope");

    replace(tokens(2).build());

    assertThat(foundConnection("a").connection().status())
        .isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
    assertThat(foundConnection("a").connection().statusCause()).contains("insufficient_scope");
    assertThat(foundConnection("a").connection().statusReason())
        .contains("because of insufficient_scope");
  }

  private void failWith(ConnectionStatus status, String cause) {
    RefreshFailure.Builder why = RefreshFailure.builder("attempt").status(status).cause(cause);
    assertThat(connections().recordFailure(KEY, 1, why.reason("because of " + cause).build()))
        .isTrue();
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
