package dev.patchbay.testkit.stores.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.spi.store.WriteStatus;
import dev.patchbay.testkit.FailedTests;
import dev.patchbay.testkit.stores.ConnectionDeletionContract;
import dev.patchbay.testkit.stores.ConnectionHistoryContract;
import dev.patchbay.testkit.stores.ConnectionStoreContract;
import dev.patchbay.testkit.stores.FingerprintContract;
import dev.patchbay.testkit.stores.SessionStoreContract;
import dev.patchbay.testkit.stores.StagedGrantContract;
import dev.patchbay.testkit.stores.StoreRaceContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract suites find stores that are wrong in one way: each guard has a broken variant. */
@Tag("one-jdk")
class FaultyStoresTest {

  @Test
  void claimThatLooksAndThenActsIsFound() {
    assertThat(FailedTests.of(LookThenActRaces.class)).contains("claimSucceedsForOneOfManyThreads");
  }

  @Test
  void claimThatForgetsTheBindingIsFound() {
    assertThat(FailedTests.of(BindingForgotten.class))
        .anyMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("binding"));
  }

  @Test
  void lookUpThatForgetsTheWorkspaceIsFound() {
    assertThat(FailedTests.of(WorkspaceForgotten.class)).contains("foreignConnectionIsNotFound");
  }

  @Test
  void historyThatForgetsTheWorkspaceIsFound() {
    assertThat(FailedTests.of(HistoryForAnyone.class))
        .containsExactly("foreignWorkspaceSeesNothingAndNotesNothing");
  }

  @Test
  void writeThatBringsADeletedConnectionBackIsFound() {
    assertThat(FailedTests.of(DeletedComesBack.class)).anyMatch(name -> name.contains("omesBack"));
  }

  @Test
  void fingerprintThatIsNotUniqueIsFound() {
    assertThat(FailedTests.of(FingerprintShared.class))
        .contains(
            "insertOfAFingerprintThatIsThereIsAConflict",
            "swapToAFingerprintThatAnotherHasIsAConflictAndChangesNothing",
            "completionTakesNoFingerprintThatAnotherHas");
  }

  @Test
  void insertThatLooksForTheFingerprintAndThenActsIsFound() {
    assertThat(FailedTests.of(FingerprintLookedUpBefore.class))
        .contains("insertOfOneFingerprintSucceedsForOneOfManyThreads");
  }

  @Test
  void siblingSearchThatOverlooksUnknownAccountsAndClientsIsFound() {
    assertThat(FailedTests.of(UnknownOverlooked.class))
        .containsExactlyInAnyOrder(
            "connectionThatWasNeverVerifiedIsASiblingOfAnyAccount",
            "anyAccountIsASiblingOfAConnectionThatWasNeverVerified",
            "connectionsThatWereNeverVerifiedAreSiblings",
            "connectionThatMovedToAnotherClientIsASiblingThere",
            "tokenWhoseClientIsNotKnownIsASiblingOfItsAccount",
            "accountIsASiblingOfItsTokenWhoseClientIsNotKnown",
            "anyAccountIsASiblingOfATokenOfWhichNothingIsKnown");
  }

  @Test
  void endThatForgetsTheGrantIsFound() {
    assertThat(FailedTests.of(GrantForgottenAtTheEnd.class))
        .containsExactlyInAnyOrder(
            "endKeepsTheGrantUntilItIsForgotten",
            "foreignWorkspaceForgetsNoGrant",
            "grantOfAnEndedSessionIsTakenOverToBeRevoked");
  }

  @Test
  void grantThatIsTakenAgainAtOnceIsFound() {
    assertThat(FailedTests.of(GrantTakenByAll.class))
        .contains("whoTakesAGrantHasItForTheSameTime", "grantIsTakenOverByOneOfManyThreads");
  }

  /** Two threads see a pending session before either acts, and each believes that it was first. */
  static class LookThenActRaces extends StoreRaceContract implements FaultyFixture {
    private final Looks looks = new Looks();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (!call.equals("SessionStore.claim")) {
        return Optional.empty();
      }
      SessionClaim claim = (SessionClaim) arguments[0];
      Optional<SessionRecord> seen = stores.sessions().findByState(claim.stateHash());
      looks.waitForAnother(claim.stateHash());
      Optional<SessionRecord> claimed = stores.sessions().claim(claim);
      return Optional.of(claimed.or(() -> seen.filter(session -> !session.isExchanging())));
    }
  }

  /** Takes every callback for one from the right browser. */
  static class BindingForgotten extends SessionStoreContract implements FaultyFixture {
    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (!call.equals("SessionStore.claim")) {
        return Optional.empty();
      }
      SessionClaim claim = (SessionClaim) arguments[0];
      @Nullable String binding =
          stores
              .sessions()
              .findByState(claim.stateHash())
              .flatMap(SessionRecord::bindingHash)
              .orElse(null);
      return Optional.of(
          stores
              .sessions()
              .claim(
                  SessionClaim.builder(claim.stateHash(), claim.integrationType())
                      .bindingHash(binding)
                      .end(claim.end().orElse(null))
                      .build()));
    }
  }

  /** Finds a connection whoever asks. */
  static class WorkspaceForgotten extends ConnectionStoreContract implements FaultyFixture {
    private final Map<ConnectionId, WorkspaceId> owners = new ConcurrentHashMap<>();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (call.equals("ConnectionStore.write")) {
        ConnectionWrite write = (ConnectionWrite) arguments[0];
        owners.put(write.connection().id(), write.connection().workspaceId());
      }
      if (!call.equals("ConnectionStore.find")) {
        return Optional.empty();
      }
      ConnectionId id = (ConnectionId) arguments[1];
      WorkspaceId owner = owners.getOrDefault(id, (WorkspaceId) arguments[0]);
      return Optional.of(stores.connections().find(owner, id));
    }
  }

  /** Tells the history of a connection whoever asks. */
  static class HistoryForAnyone extends ConnectionHistoryContract implements FaultyFixture {
    private final Map<ConnectionId, WorkspaceId> owners = new ConcurrentHashMap<>();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (call.equals("ConnectionStore.write")) {
        Connection written = ((ConnectionWrite) arguments[0]).connection();
        owners.put(written.id(), written.workspaceId());
      }
      if (!call.equals("ConnectionStore.history")) {
        return Optional.empty();
      }
      ConnectionId id = (ConnectionId) arguments[1];
      WorkspaceId owner = owners.getOrDefault(id, (WorkspaceId) arguments[0]);
      return Optional.of(stores.connections().history(owner, id));
    }
  }

  /** Inserts again what a swap finds deleted. */
  static class DeletedComesBack extends ConnectionDeletionContract implements FaultyFixture {
    private final Map<ConnectionId, ConnectionRecord> deleted = new ConcurrentHashMap<>();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (call.equals("ConnectionStore.write")) {
        ConnectionWrite write = (ConnectionWrite) arguments[0];
        @Nullable ConnectionRecord gone = deleted.get(write.connection().id());
        return gone == null ? Optional.empty() : Optional.of(WriteOutcome.done(gone));
      }
      if (call.equals("ConnectionStore.beginDelete")) {
        Optional<ConnectionRecord> begun =
            stores
                .connections()
                .beginDelete((WorkspaceId) arguments[0], (ConnectionId) arguments[1]);
        begun.ifPresent(record -> deleted.put(record.connection().id(), record));
        return Optional.of(begun);
      }
      return Optional.empty();
    }
  }

  /** Gives a fingerprint to whoever asks for it. */
  static class FingerprintShared extends FingerprintContract implements FaultyFixture {
    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      return switch (call) {
        case "ConnectionStore.write" ->
            Optional.of(write(stores.connections()::write, (ConnectionWrite) arguments[0]));
        case "SessionStore.complete" ->
            Optional.of(
                write(
                    write -> stores.sessions().complete((SessionKey) arguments[0], write),
                    (ConnectionWrite) arguments[1]));
        default -> Optional.empty();
      };
    }

    private static WriteOutcome write(
        Function<ConnectionWrite, WriteOutcome> store, ConnectionWrite write) {
      WriteOutcome outcome = store.apply(write);
      return outcome.status() == WriteStatus.CONFLICT
          ? store.apply(withoutFingerprint(write))
          : outcome;
    }
  }

  /** Two threads look for a fingerprint before either writes, and each finds it free. */
  static class FingerprintLookedUpBefore extends StoreRaceContract implements FaultyFixture {
    private final Looks looks = new Looks();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (!call.equals("ConnectionStore.write")) {
        return Optional.empty();
      }
      ConnectionWrite write = (ConnectionWrite) arguments[0];
      return write.fingerprint().map(it -> lookThenWrite(stores.connections(), write, it));
    }

    private WriteOutcome lookThenWrite(
        ConnectionStore store, ConnectionWrite write, String fingerprint) {
      WorkspaceId workspaceId = write.connection().workspaceId();
      if (store.findByFingerprint(workspaceId, fingerprint).isPresent()) {
        return WriteOutcome.conflict();
      }
      looks.waitForAnother(fingerprint);
      WriteOutcome outcome = store.write(write);
      return outcome.status() == WriteStatus.CONFLICT
          ? store.write(withoutFingerprint(write))
          : outcome;
    }
  }

  private static ConnectionWrite withoutFingerprint(ConnectionWrite write) {
    return ConnectionWrite.builder(write.connection())
        .clientId(write.clientId().orElse(null))
        .expectedRevision(write.expectedRevision().orElse(null))
        .tokenSets(write.tokenSets().toArray(TokenSetWrite[]::new))
        .build();
  }

  /** Compares accounts, as if one that was never verified were nobody's. */
  static class UnknownOverlooked extends ConnectionDeletionContract implements FaultyFixture {
    private final Map<ConnectionId, ConnectionRecord> written = new ConcurrentHashMap<>();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (call.equals("ConnectionStore.write")) {
        WriteOutcome outcome = stores.connections().write((ConnectionWrite) arguments[0]);
        outcome.connection().ifPresent(it -> written.put(it.connection().id(), it));
        return Optional.of(outcome);
      }
      if (!call.equals("ConnectionStore.hasSibling")) {
        return Optional.empty();
      }
      ConnectionRecord own = (ConnectionRecord) arguments[0];
      return Optional.of(
          written.values().stream()
              .filter(other -> !other.connection().id().equals(own.connection().id()))
              .filter(other -> isLive(stores.connections(), other.connection()))
              .anyMatch(other -> isSameVerifiedAccount(own, other)));
    }

    private static boolean isLive(ConnectionStore store, Connection connection) {
      return store.find(connection.workspaceId(), connection.id()).isPresent();
    }

    private static boolean isSameVerifiedAccount(ConnectionRecord own, ConnectionRecord other) {
      return own.connection().account().isPresent()
          && own.connection().account().equals(other.connection().account())
          && own.connection().integrationType().equals(other.connection().integrationType())
          && own.clientId().equals(other.clientId());
    }
  }

  /** Erases the grant with the session's end, so that nobody can revoke it after a crash. */
  static class GrantForgottenAtTheEnd extends StagedGrantContract implements FaultyFixture {
    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (!call.equals("SessionStore.end")) {
        return Optional.empty();
      }
      SessionKey key = (SessionKey) arguments[0];
      Optional<SessionRecord> ended = stores.sessions().end(key, (SessionEnd) arguments[1]);
      stores.sessions().forgetGrant(key);
      return Optional.of(ended.map(it -> it.toBuilder().stagedGrant(null).build()));
    }
  }

  /** Hands a grant that was left to everybody who asks. */
  static class GrantTakenByAll extends StagedGrantContract implements FaultyFixture {
    private final List<SessionRecord> taken = new CopyOnWriteArrayList<>();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (!call.equals("SessionStore.takeGrants")) {
        return Optional.empty();
      }
      taken.addAll(stores.sessions().takeGrants((Duration) arguments[0], (Integer) arguments[1]));
      return Optional.of(List.copyOf(taken));
    }
  }

  /** Makes a race between a look and the step that relies on it certain to be lost. */
  private static final class Looks {
    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

    void waitForAnother(String subject) {
      CountDownLatch twice = latches.computeIfAbsent(subject, unused -> new CountDownLatch(2));
      twice.countDown();
      try {
        // A thread that nobody races goes on alone.
        boolean raced = twice.await(5, TimeUnit.MILLISECONDS);
        assertThat(raced || twice.getCount() <= 1).isTrue();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
