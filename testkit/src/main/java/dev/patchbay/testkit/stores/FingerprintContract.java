package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.DEFAULT;
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

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.MemberId;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.spi.store.WriteStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every connection store promises of the credentials that a host handed over. */
public abstract class FingerprintContract extends StoresContract {

  /** For authors of stores. */
  protected FingerprintContract() {}

  @Test
  void fingerprintFindsItsConnection() {
    ConnectionRecord written = connect(handOver("a", "one").build());
    connect(handOver("b", "two").build());

    assertThat(written.fingerprint()).contains("one");
    assertThat(connections().findByFingerprint(ACME, "one"))
        .hasValueSatisfying(found -> assertTimedRead(found, written));
  }

  @Test
  void fingerprintIsFoundInItsWorkspaceOnlyAndAsAWhole() {
    connect(handOver("a", "one").build());
    connect("without");

    assertThat(connections().findByFingerprint(OTHER, "one")).isEmpty();
    for (String unlike : new String[] {"ONE", "on", "one ", " one", "%", ""}) {
      assertThat(connections().findByFingerprint(ACME, unlike)).as(unlike).isEmpty();
    }
  }

  @Test
  void fingerprintsThatDifferInCaseAreTwo() {
    connect(handOver("a", "one").build());
    connect(handOver("b", "ONE").build());

    assertHolder("one", "a");
    assertHolder("ONE", "b");
  }

  @Test
  void insertOfAFingerprintThatIsThereIsAConflict() {
    ConnectionRecord first = connect(handOver("a", "one").build());

    assertConflict(handOver("b", "one"));
    assertThat(connections().find(ACME, connectionId("b"))).isEmpty();
    assertThat(reread(first)).usingRecursiveComparison().isEqualTo(first);
    assertHolder("one", "a");
  }

  @Test
  void fingerprintIsHeldAgainstEveryOtherConnectionOfTheWorkspace() {
    connect(handOver("a", "one").build());

    Connection.Builder slack = Connection.builder(connectionId("b"), ACME, "slack");
    assertConflict(handOver(slack, "one"));
    assertConflict(handOver(connection("c").memberId(MemberId.of("member_1")), "one"));
    assertConflict(handOver(connection("d").variable("region", "eu"), "one"));
    assertConflict(handOver(connection("e").account(account("e")), "one"));
  }

  @Test
  void everyWorkspaceMayHaveAFingerprintOnce() {
    ConnectionRecord own = connect(handOver("a", "one").build());

    ConnectionRecord other = connect(handOver(connection(OTHER, "b"), "one").build());

    assertHolder("one", "a");
    assertThat(connections().findByFingerprint(OTHER, "one").map(FingerprintContract::id))
        .contains(connectionId("b"));
    connections().beginDelete(OTHER, id(other));
    assertThat(reread(own)).usingRecursiveComparison().isEqualTo(own);
    assertHolder("one", "a");
  }

  @Test
  void connectionsWithoutAFingerprintNeverConflict() {
    connect(insert(connection("a").account(null)).build());
    connect(insert(connection("b").account(null)).build());
    ConnectionRecord third = connect(handOver("c", "one").build());

    connect(swap(third).build());

    assertThat(connections().find(ACME, connectionId("a"))).isPresent();
    assertThat(connections().find(ACME, connectionId("b"))).isPresent();
  }

  @Test
  void insertThatConflictsTakesNeitherFingerprintNorAccount() {
    connect(handOver(connection("a").account(account("a")), "one").build());

    assertConflict(handOver(connection("b").account(account("b")), "one"));
    assertConflict(handOver(connection("c").account(account("a")), "two"));

    assertThat(byAccount("b")).isEmpty();
    assertThat(connections().findByFingerprint(ACME, "two")).isEmpty();
    connect(handOver(connection("d").account(account("b")), "two").build());
    assertHolder("two", "d");
  }

  @Test
  void swapReplacesTheFingerprint() {
    ConnectionRecord before = connect(handOver("a", "one").build());

    ConnectionRecord after = connect(swap(before).fingerprint("two").build());

    assertThat(after.fingerprint()).contains("two");
    assertThat(reread(before)).usingRecursiveComparison().isEqualTo(after);
    assertHolder("two", "a");
    assertFree("one");
  }

  @Test
  void swapWithoutAFingerprintClearsIt() {
    ConnectionRecord before = connect(handOver("a", "one").build());

    ConnectionRecord after = connect(swap(before).build());

    assertThat(after.fingerprint()).isEmpty();
    assertThat(reread(before).fingerprint()).isEmpty();
    assertFree("one");
  }

  @Test
  void swapMayBringAFingerprintAndKeepItsOwn() {
    ConnectionRecord before = connect("a");

    ConnectionRecord first = connect(swap(before).fingerprint("one").build());
    ConnectionRecord second = connect(swap(first).fingerprint("one").build());

    assertThat(second.fingerprint()).contains("one");
    assertThat(second.revision()).isGreaterThan(first.revision());
    assertHolder("one", "a");
  }

  @Test
  void swapToAFingerprintThatAnotherHasIsAConflictAndChangesNothing() {
    ConnectionRecord before = connect(handOver("a", "one").build());
    ConnectionRecord other = connect(handOver("b", "two").build());
    Connection moved = before.connection().toBuilder().account(account("new")).build();

    assertConflict(
        ConnectionWrite.builder(moved)
            .expectedRevision(before.revision())
            .fingerprint("two")
            .tokenSets(tokens(2).build()));

    assertThat(reread(before)).usingRecursiveComparison().isEqualTo(before);
    assertThat(reread(other)).usingRecursiveComparison().isEqualTo(other);
    assertThat(byAccount("new")).isEmpty();
    assertHolder("one", "a");
    assertHolder("two", "b");
  }

  @Test
  void swapToAnAccountThatAnotherHasTakesNoFingerprint() {
    ConnectionRecord before = connect(handOver("a", "one").build());
    connect("b");
    Connection moved = before.connection().toBuilder().account(account("b")).build();

    assertConflict(
        ConnectionWrite.builder(moved)
            .expectedRevision(before.revision())
            .fingerprint("two")
            .tokenSets(tokens(2).build()));

    assertHolder("one", "a");
    assertFree("two");
  }

  @Test
  void swapOfAnOlderRevisionTakesNoFingerprint() {
    ConnectionRecord before = connect(handOver("a", "one").build());
    connect(swap(before).fingerprint("two").build());

    assertConflict(swap(before).fingerprint("three"));
    assertConflict(swap(before).fingerprint("one"));

    assertHolder("two", "a");
    assertFree("three");
    assertFree("one");
  }

  @Test
  void leaseReplacementAndFailureKeepTheFingerprint() {
    connect(handOver("a", "one").build());
    RefreshFailure failure =
        RefreshFailure.builder("attempt").status(ConnectionStatus.NEEDS_REAUTH).build();

    connections().lease(tokenSetKey("a"), 1, "attempt", HOUR);
    assertHolder("one", "a");
    connections().recordFailure(tokenSetKey("a"), 1, failure);
    assertHolder("one", "a");
    connections().replace(tokenSetKey("a"), 1, tokens(2).build());

    assertHolder("one", "a");
    assertThat(foundConnection("a").tokenSets().get(DEFAULT))
        .satisfies(set -> assertThat(set.version()).isEqualTo(2));
    assertConflict(handOver("b", "one"));
  }

  @Test
  void completionTakesNoFingerprintThatAnotherHas() {
    ConnectionRecord taken = connect(handOver("a", "one").build());
    exchange("a");

    WriteOutcome outcome =
        sessions().complete(sessionKey("a"), insert("b").fingerprint("one").build());

    assertThat(outcome.status()).isEqualTo(WriteStatus.CONFLICT);
    assertThat(found("a").isExchanging()).isTrue();
    assertThat(connections().find(ACME, connectionId("b"))).isEmpty();
    assertThat(reread(taken)).usingRecursiveComparison().isEqualTo(taken);
  }

  @Test
  void completionClearsTheFingerprintOfTheCredentialThatItReplaces() {
    ConnectionRecord before = connect(handOver("a", "one").build());
    exchange("a");

    sessions().complete(sessionKey("a"), swap(before).build());

    assertThat(reread(before).fingerprint()).isEmpty();
    assertFree("one");
  }

  @Test
  void fingerprintIsFreeOnceTheDeletionBegan() {
    ConnectionRecord deleted = connect(handOver("a", "one").build());
    connections().beginDelete(ACME, connectionId("a"));
    assertThat(connections().findByFingerprint(ACME, "one")).isEmpty();

    connect(handOver("b", "one").build());

    connections().erase(ACME, connectionId("a"));
    assertThat(connections().write(swap(deleted).fingerprint("two").build()).status())
        .isEqualTo(WriteStatus.GONE);
    assertHolder("one", "b");
    assertFree("two");
  }

  private void assertConflict(ConnectionWrite.Builder write) {
    WriteOutcome outcome = connections().write(write.build());

    assertThat(outcome.status()).isEqualTo(WriteStatus.CONFLICT);
    assertThat(outcome.connection()).isEmpty();
  }

  @Test
  void originMayBeShared() {
    connect(handOver("a", "one").origin("same").build());
    ConnectionRecord other = connect(handOver("b", "two").origin("same").build());

    assertThat(other.origin()).contains("same");
    assertThat(connections().findByFingerprint(ACME, "same")).isEmpty();
  }

  @Test
  void originOutlivesARefreshAndNotASwap() {
    ConnectionRecord before = connect(handOver("a", "one").origin("same").build());
    connections().replace(tokenSetKey("a"), 1, tokens(2).build());
    assertThat(reread(before).origin()).contains("same");

    connections().recordFailure(tokenSetKey("a"), 2, RefreshFailure.builder("attempt").build());
    assertThat(reread(before).origin()).contains("same");

    assertThat(connect(swap(reread(before)).build()).origin()).isEmpty();
  }

  private void assertHolder(String fingerprint, String name) {
    assertThat(connections().findByFingerprint(ACME, fingerprint).map(FingerprintContract::id))
        .contains(connectionId(name));
    assertThat(foundConnection(name).fingerprint()).contains(fingerprint);
  }

  /** Nothing is found by it, and a new connection may have it. */
  private void assertFree(String fingerprint) {
    assertThat(connections().findByFingerprint(ACME, fingerprint)).isEmpty();
    connect(handOver("holder_of_" + fingerprint, fingerprint).build());
  }

  private static ConnectionId id(ConnectionRecord record) {
    return record.connection().id();
  }

  private Optional<ConnectionRecord> byAccount(String name) {
    return connections().findByAccount(ACME, AccountKey.builder(GITHUB, "account_" + name).build());
  }
}
