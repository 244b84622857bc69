package dev.patchbay.testkit.stores.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.testkit.stores.ConnectionDeletionContract;
import dev.patchbay.testkit.stores.ConnectionStoreContract;
import dev.patchbay.testkit.stores.SessionStoreContract;
import dev.patchbay.testkit.stores.StoreRaceContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract suites find stores that are wrong in one way: each guard has a broken variant. */
class FaultyStoresTest {

  @Test
  void claimThatLooksAndThenActsIsFound() {
    assertThat(failedTestsOf(LookThenActRaces.class)).contains("claimSucceedsForOneOfManyThreads");
  }

  @Test
  void claimThatForgetsTheBindingIsFound() {
    assertThat(failedTestsOf(BindingForgotten.class))
        .anyMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("binding"));
  }

  @Test
  void lookUpThatForgetsTheWorkspaceIsFound() {
    assertThat(failedTestsOf(WorkspaceForgotten.class)).contains("foreignConnectionIsNotFound");
  }

  @Test
  void writeThatBringsADeletedConnectionBackIsFound() {
    assertThat(failedTestsOf(DeletedComesBack.class)).anyMatch(name -> name.contains("omesBack"));
  }

  private static Set<String> failedTestsOf(Class<?> suite) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(Event::getTestDescriptor)
        .map(test -> test.getDisplayName().replace("()", ""))
        .collect(Collectors.toSet());
  }

  /** Two threads see a pending session before either acts, and each believes that it was first. */
  static class LookThenActRaces extends StoreRaceContract implements FaultyFixture {
    private final Map<String, CountDownLatch> looks = new ConcurrentHashMap<>();

    @Override
    public Optional<Object> instead(Stores stores, String method, Object[] arguments) {
      if (!method.equals("claim")) {
        return Optional.empty();
      }
      SessionClaim claim = (SessionClaim) arguments[0];
      Optional<SessionRecord> seen = stores.sessions().findByState(claim.stateHash());
      waitForAnotherLook(claim.stateHash());
      Optional<SessionRecord> claimed = stores.sessions().claim(claim);
      return Optional.of(claimed.or(() -> seen.filter(session -> !session.isExchanging())));
    }

    private void waitForAnotherLook(String stateHash) {
      CountDownLatch twice = looks.computeIfAbsent(stateHash, state -> new CountDownLatch(2));
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

  /** Takes every callback for one from the right browser. */
  static class BindingForgotten extends SessionStoreContract implements FaultyFixture {
    @Override
    public Optional<Object> instead(Stores stores, String method, Object[] arguments) {
      if (!method.equals("claim")) {
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
    public Optional<Object> instead(Stores stores, String method, Object[] arguments) {
      if (method.equals("write")) {
        ConnectionWrite write = (ConnectionWrite) arguments[0];
        owners.put(write.connection().id(), write.connection().workspaceId());
      }
      if (!method.equals("find") || !(arguments[1] instanceof ConnectionId id)) {
        return Optional.empty();
      }
      WorkspaceId owner = owners.getOrDefault(id, (WorkspaceId) arguments[0]);
      return Optional.of(stores.connections().find(owner, id));
    }
  }

  /** Inserts again what a swap finds deleted. */
  static class DeletedComesBack extends ConnectionDeletionContract implements FaultyFixture {
    private final Map<ConnectionId, ConnectionRecord> deleted = new ConcurrentHashMap<>();

    @Override
    public Optional<Object> instead(Stores stores, String method, Object[] arguments) {
      if (method.equals("write")) {
        ConnectionWrite write = (ConnectionWrite) arguments[0];
        @Nullable ConnectionRecord gone = deleted.get(write.connection().id());
        return gone == null ? Optional.empty() : Optional.of(WriteOutcome.done(gone));
      }
      if (method.equals("beginDelete")) {
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

  /** Good stores with something in front that does one thing badly. */
  interface FaultyFixture extends MemoryFixture {

    /** What a call gives instead of the good store's answer; empty if it is left alone. */
    Optional<Object> instead(Stores stores, String method, Object[] arguments);

    @Override
    default Stores createStores() {
      return new FaultyStores(MemoryFixture.super.createStores(), this);
    }

    @Override
    default void passTime(Stores stores, Duration duration) {
      MemoryFixture.super.passTime(((FaultyStores) stores).good(), duration);
    }
  }

  /** Hands out the two stores with the fault in front. */
  record FaultyStores(Stores good, FaultyFixture fault) implements Stores {

    @Override
    public SessionStore sessions() {
      return faulty(SessionStore.class, good.sessions());
    }

    @Override
    public ConnectionStore connections() {
      return faulty(ConnectionStore.class, good.connections());
    }

    @Override
    public boolean isDurable() {
      return good.isDurable();
    }

    private <T> T faulty(Class<T> type, T store) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                Optional<Object> instead = fault.instead(good, method.getName(), arguments);
                try {
                  return instead.isPresent() ? instead.get() : method.invoke(store, arguments);
                } catch (InvocationTargetException failure) {
                  throw failure.getTargetException();
                }
              }));
    }
  }
}
