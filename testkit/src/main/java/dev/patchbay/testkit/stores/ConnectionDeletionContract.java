package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.GITHUB;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.account;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every connection store promises of deletions, and of the siblings that may forbid them. */
public abstract class ConnectionDeletionContract extends StoresContract {
  private static final Duration AGE = Duration.ofMinutes(5);

  /** For authors of stores. */
  protected ConnectionDeletionContract() {}

  @Test
  void beginDeleteHandsOutTheConnectionAsItLastStood() {
    ConnectionRecord written = connect("a");

    assertThat(connections().beginDelete(ACME, connectionId("a")))
        .hasValueSatisfying(last -> assertThat(last).usingRecursiveComparison().isEqualTo(written));
  }

  @Test
  void deletionBeginsOnce() {
    delete(connect("a"));

    assertThat(connections().beginDelete(ACME, connectionId("a"))).isEmpty();
    connections().erase(ACME, connectionId("a"));
    assertThat(connections().beginDelete(ACME, connectionId("a"))).isEmpty();
  }

  @Test
  void foreignOrUnknownConnectionIsNotDeleted() {
    ConnectionRecord written = connect("a");

    assertThat(connections().beginDelete(OTHER, connectionId("a"))).isEmpty();
    assertThat(connections().beginDelete(ACME, connectionId("unknown"))).isEmpty();
    assertThat(reread(written)).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void connectionIsInvisibleOnceItsDeletionBegan() {
    delete(connect("a"));
    assertInvisible("a");

    connections().erase(ACME, connectionId("a"));
    assertInvisible("a");
  }

  private void assertInvisible(String name) {
    AccountKey account = AccountKey.builder(GITHUB, "account_" + name).build();
    RefreshFailure failure = RefreshFailure.builder("attempt").build();
    assertThat(connections().find(ACME, connectionId(name))).isEmpty();
    assertThat(connections().findByAccount(ACME, account)).isEmpty();
    assertThat(connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
    assertThat(connections().lease(tokenSetKey(name), 1, "attempt", HOUR)).isEmpty();
    assertThat(connections().replace(tokenSetKey(name), 1, tokens(2).build())).isEmpty();
    assertThat(connections().recordFailure(tokenSetKey(name), 1, failure)).isFalse();
    assertThat(connections().findDue(10)).isEmpty();
  }

  @Test
  void deletedConnectionComesBackByNoWrite() {
    ConnectionRecord last = delete(connect("a"));
    assertGone(swap(last));
    assertGone(insert("a"));

    connections().erase(ACME, connectionId("a"));
    assertGone(swap(last));
    assertGone(insert("a"));
    assertGone(insert(connection("a").account(account("b"))));
    assertInvisible("a");
  }

  @Test
  void abandonedDeletionComesBackByNoWriteEither() {
    ConnectionRecord last = delete(connect("a"));
    pass(AGE);
    connections().eraseAbandoned(AGE, 10);

    assertGone(swap(last));
    assertGone(insert("a"));
    assertInvisible("a");
  }

  private void assertGone(ConnectionWrite.Builder write) {
    assertThat(connections().write(write.build()).status()).isEqualTo(WriteStatus.GONE);
  }

  @Test
  void leaseTakenBeforeTheDeletionWritesNothing() {
    ConnectionRecord written = connect("a");
    connections().lease(tokenSetKey("a"), 1, "attempt", HOUR);
    delete(written);

    assertInvisible("a");
  }

  @Test
  void accountCanBeConnectedAgainOnceTheDeletionBegan() {
    delete(connect("a"));

    ConnectionRecord again = connect(insert(connection("b").account(account("a"))).build());

    connections().erase(ACME, connectionId("a"));
    assertThat(reread(again)).usingRecursiveComparison().isEqualTo(again);
  }

  @Test
  void eraseCanBeRepeated() {
    delete(connect("a"));

    connections().erase(ACME, connectionId("a"));
    connections().erase(ACME, connectionId("a"));
    connections().erase(ACME, connectionId("unknown"));

    assertInvisible("a");
  }

  @Test
  void eraseLeavesALiveConnectionAlone() {
    ConnectionRecord written = connect("a");

    connections().erase(ACME, connectionId("a"));

    assertThat(reread(written)).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void foreignWorkspaceEndsNoDeletion() {
    delete(connect("a"));

    connections().erase(OTHER, connectionId("a"));
    pass(AGE);

    assertThat(connections().eraseAbandoned(AGE, 10)).isOne();
  }

  @Test
  void abandonedDeletionsAreEndedOnce() {
    delete(connect("a"));
    delete(connect("erased"));
    connections().erase(ACME, connectionId("erased"));
    connect("live");
    pass(AGE.minus(margin()));
    assertThat(connections().eraseAbandoned(AGE, 10)).isZero();

    pass(margin());

    assertThat(connections().eraseAbandoned(AGE, 10)).isOne();
    assertThat(connections().eraseAbandoned(AGE, 10)).isZero();
    assertThat(connections().find(ACME, connectionId("live"))).isPresent();
  }

  @Test
  void abandonedDeletionsAreEndedInBatchesOverAllWorkspaces() {
    delete(connect("a"));
    delete(connect(insert(connection(OTHER, "b")).build()));
    delete(connect("c"));
    pass(AGE);

    assertThat(connections().eraseAbandoned(AGE, 2)).isEqualTo(2);
    assertThat(connections().eraseAbandoned(AGE, 2)).isOne();
  }

  @Test
  void connectionOfTheSameAccountAndClientIsASiblingInAnyWorkspace() {
    ConnectionRecord own = connect("a");
    assertThat(connections().hasSibling(own)).isFalse();

    ConnectionRecord other = connect(insert(connection(OTHER, "b").account(account("a"))).build());

    assertThat(connections().hasSibling(own)).isTrue();
    assertThat(connections().hasSibling(other)).isTrue();
  }

  @Test
  void siblingsShareIntegrationAccountAndClient() {
    ConnectionRecord own = connect("a");
    connect("another-account");
    connect(
        ConnectionWrite.builder(connection(OTHER, "b").account(account("a")).build())
            .clientId("client-b")
            .tokenSets(tokens(1).build())
            .build());
    connect(insert(of("slack", "c").account(account("a"))).build());

    assertThat(connections().hasSibling(own)).isFalse();
  }

  @Test
  void siblingsMayDifferInOwnerAndVariables() {
    ConnectionRecord own = connect("a");
    connect(insert(connection("b").account(account("a")).variable("region", "eu")).build());

    assertThat(connections().hasSibling(own)).isTrue();
  }

  @Test
  void deletedConnectionIsNoSibling() {
    ConnectionRecord own = connect("a");
    ConnectionRecord other = connect(insert(connection(OTHER, "b").account(account("a"))).build());

    delete(other);

    assertThat(connections().hasSibling(own)).isFalse();
    assertThat(connections().hasSibling(other)).isTrue();
  }

  @Test
  void connectionThatMovedToAnotherAccountIsNoSibling() {
    ConnectionRecord own = connect("a");
    ConnectionRecord other = connect(insert(connection(OTHER, "b").account(account("a"))).build());
    connect(swapTo(other, account("b")));

    assertThat(connections().hasSibling(own)).isFalse();
  }

  @Test
  void connectionThatWasNeverVerifiedIsASiblingOfAnyAccount() {
    ConnectionRecord own = connect("a");
    assertThat(connections().hasSibling(own)).isFalse();

    ConnectionRecord unverified = connect(insert(connection(OTHER, "b").account(null)).build());

    assertThat(connections().hasSibling(own)).isTrue();
    delete(unverified);
    assertThat(connections().hasSibling(own)).isFalse();
  }

  @Test
  void anyAccountIsASiblingOfAConnectionThatWasNeverVerified() {
    ConnectionRecord own = connect(insert(connection("a").account(null)).build());
    assertThat(connections().hasSibling(own)).isFalse();

    ConnectionRecord verified = connect(insert(connection(OTHER, "b")).build());

    assertThat(connections().hasSibling(own)).isTrue();
    delete(verified);
    assertThat(connections().hasSibling(own)).isFalse();
  }

  @Test
  void connectionsThatWereNeverVerifiedAreSiblings() {
    ConnectionRecord own = connect(insert(connection("a").account(null)).build());
    ConnectionRecord other = connect(insert(connection("b").account(null)).build());

    assertThat(connections().hasSibling(own)).isTrue();
    assertThat(connections().hasSibling(other)).isTrue();
  }

  @Test
  void siblingsThatWereNeverVerifiedShareIntegrationAndClient() {
    ConnectionRecord verified = connect("a");
    ConnectionRecord unverified = connect(insert(of("slack", "b").account(null)).build());
    connect(insert(of("slack", "c").account(null)).clientId("client-b").build());
    connect(insert(of("slack", "d")).clientId("client-b").build());

    assertThat(connections().hasSibling(verified)).isFalse();
    assertThat(connections().hasSibling(unverified)).isFalse();
  }

  private static Connection.Builder of(String integrationType, String name) {
    return Connection.builder(connectionId(name), ACME, integrationType).account(account(name));
  }

  @Test
  void connectionWhoseAccountBecameKnownIsASiblingOfThatAccountOnly() {
    ConnectionRecord own = connect("a");
    ConnectionRecord other = connect(insert(connection(OTHER, "b").account(null)).build());

    ConnectionRecord known = connect(swapTo(other, account("c")));
    assertThat(connections().hasSibling(own)).isFalse();
    assertThat(connections().hasSibling(known)).isFalse();

    ConnectionRecord same = connect(swapTo(known, account("a")));
    assertThat(connections().hasSibling(own)).isTrue();
    assertThat(connections().hasSibling(same)).isTrue();
  }

  @Test
  void connectionThatMovedToAnotherClientIsASiblingThere() {
    ConnectionRecord own = connect(insert(connection("a").account(null)).build());
    ConnectionRecord other = connect(insert(connection("b").account(null)).build());

    ConnectionRecord moved = connect(swap(other).clientId("client-b").build());
    assertThat(connections().hasSibling(own)).isFalse();
    assertThat(connections().hasSibling(moved)).isFalse();

    connect(swap(moved).build());
    assertThat(connections().hasSibling(own)).isTrue();
  }

  @Test
  void tokenWhoseClientIsNotKnownIsASiblingOfItsAccount() {
    ConnectionRecord own = connect("a");
    connect(withoutClient("b", "b", CredentialKind.ACCESS_TOKEN));
    assertThat(connections().hasSibling(own)).isFalse();

    ConnectionRecord token = connect(withoutClient("c", "a", CredentialKind.ACCESS_TOKEN));

    assertThat(connections().hasSibling(own)).isTrue();
    delete(token);
    assertThat(connections().hasSibling(own)).isFalse();
  }

  @Test
  void accountIsASiblingOfItsTokenWhoseClientIsNotKnown() {
    ConnectionRecord token = connect(withoutClient("token", "a", CredentialKind.ACCESS_TOKEN));
    connect("b");
    connect(insert(of("slack", "c").account(account("a"))).build());
    assertThat(connections().hasSibling(token)).isFalse();

    ConnectionRecord granted = connect("a");

    assertThat(connections().hasSibling(token)).isTrue();
    delete(granted);
    assertThat(connections().hasSibling(token)).isFalse();
  }

  @Test
  void anyAccountIsASiblingOfATokenOfWhichNothingIsKnown() {
    ConnectionRecord token = connect(insert(connection("a").account(null)).clientId(null).build());
    connect(insert(of("slack", "b")).build());
    assertThat(connections().hasSibling(token)).isFalse();

    ConnectionRecord granted = connect("c");

    assertThat(connections().hasSibling(token)).isTrue();
    assertThat(connections().hasSibling(granted)).isTrue();
    delete(granted);
    assertThat(connections().hasSibling(token)).isFalse();
  }

  @Test
  void apiKeyIsNoSibling() {
    ConnectionRecord own = connect("a");
    ConnectionRecord key = connect(withoutClient("b", "a", CredentialKind.API_KEY));

    assertThat(connections().hasSibling(own)).isFalse();
    assertThat(connections().hasSibling(key)).isFalse();
  }

  private static ConnectionWrite withoutClient(String name, String account, CredentialKind kind) {
    return insert(connection(OTHER, name).account(account(account)).credentialKind(kind))
        .clientId(null)
        .build();
  }

  private static ConnectionWrite swapTo(ConnectionRecord before, Account account) {
    Connection moved = before.connection().toBuilder().account(account).build();
    return ConnectionWrite.builder(moved)
        .clientId("client-a")
        .expectedRevision(before.revision())
        .tokenSets(tokens(2).build())
        .build();
  }

  private ConnectionRecord delete(ConnectionRecord record) {
    Connection connection = record.connection();
    return connections().beginDelete(connection.workspaceId(), connection.id()).orElseThrow();
  }
}
