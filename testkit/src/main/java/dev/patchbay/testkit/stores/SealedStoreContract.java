package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.DEFAULT;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.session;
import static dev.patchbay.testkit.stores.StoreSamples.sessionKey;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedAccount;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of sealed values must do: find by key, seal anew in place, keep checks. */
public abstract class SealedStoreContract extends StoresContract {
  private static final String OLD = "1001";
  private static final String NEW = "1002";
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** For authors of stores. */
  protected SealedStoreContract() {}

  private static Sealed under(String keyId, String text) {
    return sealed(text).withKeyId(keyId);
  }

  private static TokenSetWrite set(String name, long version, Sealed sealed) {
    return TokenSetWrite.builder(name, sealed, version).refreshable().dueIn(Duration.ZERO).build();
  }

  private ConnectionRecord connectUnder(String keyId, String name) {
    return connect(write(connection(name), keyId).build());
  }

  private static ConnectionWrite.Builder write(Connection.Builder connection, String keyId) {
    String name = connection.build().id().value();
    return ConnectionWrite.builder(connection.build())
        .tokenSets(
            set(DEFAULT, 1, under(keyId, "default " + name)),
            set("user", 1, under(keyId, "user " + name)))
        .sealedAccount(new SealedAccount(under(keyId, "account " + name), 1));
  }

  private SessionRecord beginUnder(String keyId, String name) {
    return begin(session(name).sealedVerifier(under(keyId, "verifier " + name)).build());
  }

  private List<SealedValue> all(String keyId) {
    return sealedStore().find(keyId, Optional.empty(), 1_000);
  }

  @Test
  void everySealedValueIsFoundByItsKeyWithItsPlace() {
    Connection.Builder placed = connection("a").variable("region", "eu").variable("host", "h");
    ConnectionRecord connected = connect(write(placed, OLD).build());
    SessionRecord.Builder session =
        session("a").variable("region", "us").sealedVerifier(under(OLD, "verifier a"));
    SessionRecord begun = begin(session.build());
    connectUnder(NEW, "b");

    List<SealedValue> expected = new ArrayList<>(SealedValue.of(connected));
    expected.addAll(SealedValue.of(begun));
    assertThat(expected).hasSize(4);
    assertThat(all(OLD)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(sealedStore().keyIds()).containsExactlyInAnyOrder(OLD, NEW);
    assertThat(sealedStore().count(OLD)).isEqualTo(4);
    assertThat(sealedStore().count(NEW)).isEqualTo(3);
  }

  @Test
  void keysOfAllWorkspacesAreFound() {
    connect(write(connection(OTHER, "b"), OLD).build());

    assertThat(all(OLD)).hasSize(3).allMatch(it -> it.context().workspaceId().equals(OTHER));
  }

  @Test
  void stagedGrantIsFoundAndTheVerifierThatWasUsedIsNot() {
    beginUnder(OLD, "a");
    exchangeBegun("a");
    sessions().stage(sessionKey("a"), under(NEW, "staged"));

    assertThat(sealedStore().keyIds()).containsExactly(NEW);
    assertThat(all(NEW))
        .singleElement()
        .satisfies(it -> assertThat(it.context().field()).isEqualTo(CipherContext.STAGED_GRANT));
  }

  @Test
  void valuesWithoutKeyAreOfNoKey() {
    connect(StoreSamples.insert("a").build());
    begin("a");

    assertThat(sealedStore().keyIds()).isEmpty();
    assertThat(sealedStore().count(OLD)).isZero();
    assertThat(all(OLD)).isEmpty();
  }

  @Test
  void batchesGoOnAfterTheLastValueAndMissNone() {
    IntStream.range(0, 7).forEach(i -> connectUnder(OLD, "c" + i));
    IntStream.range(0, 4).forEach(i -> beginUnder(OLD, "s" + i));

    List<SealedValue> found = new ArrayList<>();
    List<SealedValue> batch = sealedStore().find(OLD, Optional.empty(), 3);
    while (!batch.isEmpty()) {
      assertThat(batch).hasSizeLessThanOrEqualTo(3);
      found.addAll(batch);
      batch = sealedStore().find(OLD, Optional.of(batch.get(batch.size() - 1)), 3);
    }

    assertThat(found).hasSize(25).doesNotHaveDuplicates();
    assertThat(found).containsExactlyElementsOf(all(OLD));
  }

  @Test
  void batchesGoOnAfterAValueThatIsGone() {
    IntStream.range(0, 4).forEach(i -> connectUnder(OLD, "c" + i));
    List<SealedValue> all = all(OLD);
    SealedValue last = all.get(4);
    assertThat(sealedStore().reseal(last, under(NEW, "moved"))).isTrue();

    assertThat(sealedStore().find(OLD, Optional.of(last), 100))
        .containsExactlyElementsOf(all.subList(5, all.size()));
  }

  @Test
  void valueIsSealedAnewInItsPlaceAndNothingElseChanges() {
    ConnectionRecord before = connectUnder(OLD, "a");
    connections().lease(tokenSetKey("a"), 1, "attempt", LEASE);
    TokenSetRecord leased = reread(tokenSetKey("a"));

    for (SealedValue value : SealedValue.of(before)) {
      Sealed anew = under(NEW, "anew " + value.context().tokenSet().orElse("account"));
      assertThat(sealedStore().reseal(value, anew)).isTrue();
    }

    ConnectionRecord after = foundConnection("a");
    assertThat(after.connection()).usingRecursiveComparison().isEqualTo(before.connection());
    assertThat(after.revision()).isEqualTo(before.revision());
    assertThat(after.sealedAccount()).contains(new SealedAccount(under(NEW, "anew account"), 1));
    assertThat(reread(tokenSetKey("a")))
        .usingRecursiveComparison()
        .isEqualTo(leased.withSealed(under(NEW, "anew default")));
    assertThat(after.tokenSets().get("user"))
        .extracting(TokenSetRecord::sealed)
        .isEqualTo(under(NEW, "anew user"));
    assertThat(sealedStore().keyIds()).containsExactly(NEW);
    assertThat(connections().history(ACME, after.connection().id())).hasSize(1);
  }

  @Test
  void refreshThatRunsIsFinishedThoughItsCredentialWasSealedAnew() {
    ConnectionRecord before = connectUnder(OLD, "a");
    connections().lease(tokenSetKey("a"), 1, "attempt", LEASE);
    SealedValue credential = SealedValue.of(before).get(0);
    assertThat(sealedStore().reseal(credential, under(NEW, "anew"))).isTrue();

    assertThat(connections().replace(tokenSetKey("a"), 1, set(DEFAULT, 2, under(NEW, "fresh"))))
        .isPresent();
    assertThat(reread(tokenSetKey("a")).sealed()).isEqualTo(under(NEW, "fresh"));
  }

  @Test
  void credentialThatWasReplacedMeanwhileIsNotOverwritten() {
    ConnectionRecord before = connectUnder(OLD, "a");
    connections().replace(tokenSetKey("a"), 1, set(DEFAULT, 2, under(NEW, "fresh")));

    assertThat(sealedStore().reseal(SealedValue.of(before).get(0), under(NEW, "stale"))).isFalse();

    assertThat(reread(tokenSetKey("a")).sealed()).isEqualTo(under(NEW, "fresh"));
  }

  @Test
  void valueIsReplacedOnlyInItsOwnPlace() {
    SealedValue value = SealedValue.of(connectUnder(OLD, "a")).get(0);
    ConnectionRecord foreign = connect(write(connection(OTHER, "b"), OLD).build());
    CipherContext elsewhere = SealedValue.of(foreign).get(0).context();

    SealedValue moved = new SealedValue(elsewhere, value.sealed());
    assertThat(sealedStore().reseal(moved, under(NEW, "moved"))).isFalse();
    assertThat(sealedStore().reseal(at(OTHER, 1, value), under(NEW, "moved"))).isFalse();
    assertThat(sealedStore().reseal(at(ACME, 9, value), under(NEW, "moved"))).isFalse();

    assertThat(sealedStore().keyIds()).containsExactly(OLD);
  }

  private static SealedValue at(WorkspaceId workspaceId, long version, SealedValue value) {
    CipherContext place = value.context();
    CipherContext.Builder context =
        CipherContext.builder(workspaceId, place.ownerId(), place.integrationType(), place.field())
            .tokenSet(place.tokenSet().orElse(null))
            .version(version);
    return new SealedValue(context.build(), value.sealed());
  }

  @Test
  void verifierIsSealedAnewAndLeavesWithTheClaim() {
    SessionRecord begun = beginUnder(OLD, "a");

    assertThat(sealedStore().reseal(SealedValue.of(begun).get(0), under(NEW, "anew"))).isTrue();

    assertThat(exchangeBegun("a").sealedVerifier()).contains(under(NEW, "anew"));
    assertThat(sealedStore().reseal(SealedValue.of(begun).get(0), under(NEW, "late"))).isFalse();
    assertThat(sealedStore().keyIds()).isEmpty();
  }

  @Test
  void stagedGrantIsSealedAnew() {
    beginUnder(OLD, "a");
    exchangeBegun("a");
    sessions().stage(sessionKey("a"), under(OLD, "staged"));

    assertThat(sealedStore().reseal(all(OLD).get(0), under(NEW, "anew"))).isTrue();

    assertThat(found("a").stagedGrant()).contains(under(NEW, "anew"));
    sessions().end(sessionKey("a"), SessionEnd.builder(SessionStatus.FAILED).build());
    assertThat(sealedStore().reseal(all(NEW).get(0), under(OLD, "back"))).isTrue();
    assertThat(found("a").stagedGrant()).contains(under(OLD, "back"));
    sessions().forgetGrant(sessionKey("a"));
    assertThat(sealedStore().keyIds()).isEmpty();
  }

  @Test
  void sealedAccountIsToldWhereverTheConnectionIs() {
    ConnectionRecord written = connectUnder(OLD, "a");
    Optional<SealedAccount> account =
        Optional.of(new SealedAccount(under(OLD, "account conn_a"), 1));
    ListedConnection listed = ListedConnection.of(written);

    assertThat(written.sealedAccount()).isEqualTo(account);
    assertThat(foundConnection("a").sealedAccount()).isEqualTo(account);
    AccountKey accountKey = AccountKey.builder(StoreSamples.GITHUB, "account_a").build();
    assertThat(connections().findByAccount(ACME, accountKey).orElseThrow().sealedAccount())
        .isEqualTo(account);
    assertThat(connections().list(ACME, ConnectionFilter.all()).connections())
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(listed);
    TokenSetKey key = tokenSetKey("a");
    connections().replace(key, 1, set(DEFAULT, 2, under(NEW, "fresh")));
    connections().recordFailure(key, 2, RefreshFailure.builder("attempt").build());
    assertThat(foundConnection("a").sealedAccount()).isEqualTo(account);
    assertThat(connections().purge(ACME, 1).get(0).sealedAccount()).isEqualTo(account);
  }

  @Test
  void swapSetsTheSealedAccountOrTakesItAway() {
    ConnectionRecord first = connectUnder(OLD, "a");
    SealedAccount changed = new SealedAccount(under(NEW, "changed"), 2);

    ConnectionRecord second = connect(swap(first).sealedAccount(changed).build());
    assertThat(second.sealedAccount()).contains(changed);
    assertThat(connect(swap(second).build()).sealedAccount()).isEmpty();
    assertThat(foundConnection("a").sealedAccount()).isEmpty();
  }

  @Test
  void whatIsDeletedIsNotSealedAnewAndDoesNotComeBack() {
    SealedValue deleted = SealedValue.of(connectUnder(OLD, "a")).get(0);
    SealedValue purged = SealedValue.of(connectUnder(OLD, "b")).get(0);
    Optional<ConnectionRecord> last =
        connections().beginDelete(ACME, StoreSamples.connectionId("a"));
    assertThat(last.flatMap(ConnectionRecord::sealedAccount)).isPresent();
    connections().erase(ACME, StoreSamples.connectionId("a"));
    connections().purge(ACME, 10);

    assertThat(sealedStore().reseal(deleted, under(NEW, "anew"))).isFalse();
    assertThat(sealedStore().reseal(purged, under(NEW, "anew"))).isFalse();

    assertThat(connections().find(ACME, StoreSamples.connectionId("a"))).isEmpty();
    assertThat(connections().find(ACME, StoreSamples.connectionId("b"))).isEmpty();
    assertThat(sealedStore().keyIds()).isEmpty();
  }

  @Test
  void checksOutliveEverything() {
    sealedStore().keepCheck(OLD, under(OLD, "check"));
    connectUnder(OLD, "a");
    connections().purge(ACME, 10);

    assertThat(sealedStore().findCheck(OLD)).contains(under(OLD, "check"));
  }

  @Test
  void whatWasErasedCountsNoMore() {
    connectUnder(OLD, "a");
    connectUnder(OLD, "b");
    connections().beginDelete(ACME, StoreSamples.connectionId("a"));
    connections().erase(ACME, StoreSamples.connectionId("a"));
    connections().purge(ACME, 10);

    assertThat(sealedStore().count(OLD)).isZero();
    assertThat(sealedStore().keyIds()).isEmpty();
  }

  @Test
  void firstCheckOfAKeyIsKept() {
    assertThat(sealedStore().findCheck(OLD)).isEmpty();

    assertThat(sealedStore().keepCheck(OLD, under(OLD, "first"))).isEqualTo(under(OLD, "first"));
    assertThat(sealedStore().keepCheck(OLD, under(OLD, "second"))).isEqualTo(under(OLD, "first"));
    assertThat(sealedStore().keepCheck(NEW, under(NEW, "other"))).isEqualTo(under(NEW, "other"));

    assertThat(sealedStore().findCheck(OLD)).contains(under(OLD, "first"));
    assertThat(sealedStore().keyIds()).isEmpty();
  }

  @Test
  void ofManyChecksAtOnceOneIsKept() throws Exception {
    try (Race race = new Race(8)) {
      for (int round = 0; round < 20; round++) {
        String keyId = "key" + round;
        List<Sealed> kept =
            race.run(
                runner -> () -> sealedStore().keepCheck(keyId, under(keyId, "check " + runner)));

        assertThat(kept).containsOnly(sealedStore().findCheck(keyId).orElseThrow());
      }
    }
  }

  @Test
  void ofARefreshAndAReencryptionAtOnceTheFreshCredentialStays() throws Exception {
    try (Race race = new Race(2)) {
      for (int round = 0; round < 50; round++) {
        String name = "r" + round;
        SealedValue credential = SealedValue.of(connectUnder(OLD, name)).get(0);
        TokenSetWrite fresh = set(DEFAULT, 2, under(NEW, "fresh"));

        List<Boolean> done =
            race.run(
                runner ->
                    runner == 0
                        ? () -> sealedStore().reseal(credential, under(NEW, "anew"))
                        : () -> connections().replace(tokenSetKey(name), 1, fresh).isPresent());

        assertThat(done.get(1)).isTrue();
        assertThat(reread(tokenSetKey(name)).sealed()).isEqualTo(under(NEW, "fresh"));
      }
    }
  }

  private SessionRecord exchangeBegun(String name) {
    return sessions().claim(StoreSamples.claim(name).build()).orElseThrow();
  }
}
