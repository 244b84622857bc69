package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.WriteOutcome;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CreationRaceIT {
  private static final int THREADS = 16;
  private static final int ROUNDS = Integer.getInteger("patchbay.rounds", 50);

  private final AtomicInteger created = new AtomicInteger();
  private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
  private final TestHost host = TestHost.start(builder -> builder.listener(counter()));

  @AfterEach
  void close() {
    callers.shutdownNow();
    host.close();
  }

  @Test
  @Timeout(120)
  void oneCredentialThatManyHandOverAtOnceIsOneConnection() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      String token = host.service.issueToken(Scopes.of("read"));
      ConnectionRequest request = TestHost.tokenRequest(token).verificationOff().build();

      Set<ConnectionId> ids =
          race(() -> host.integrations.connections().create(TestHost.WORKSPACE, request).id());

      assertThat(ids).hasSize(1);
      assertThat(host.connections()).hasSize(round);
      assertThat(created).hasValue(round);
    }
  }

  @Test
  @Timeout(120)
  void oneAccountThatManyConnectAtOnceIsOneConnection() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      Set<ConnectionId> ids = race(() -> host.create(host.tokenRequest()).id());

      assertThat(ids).hasSize(1);
      assertThat(host.connections()).hasSize(1);
    }
    assertThat(created).hasValue(1);
  }

  @Test
  void writeThatOthersCameBeforeIsDecidedAnew() {
    try (TestHost busy = TestHost.start(builder -> builder.stores(new Busy(2)))) {
      assertThat(busy.create(busy.tokenRequest()).account()).isPresent();
    }
  }

  @Test
  void writeThatOthersAlwaysComeBeforeIsGivenUp() {
    Busy stores = new Busy(1000);
    try (TestHost busy = TestHost.start(builder -> builder.stores(stores))) {
      assertThatThrownBy(() -> busy.create(busy.tokenRequest()))
          .isInstanceOfSatisfying(
              TemporaryFailureException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED);
                assertThat(failure.integrationType()).contains(AcmeProvider.ID);
                assertThat(failure.detail().field()).isEmpty();
              });
      assertThat(busy.connections()).isEmpty();
    }
  }

  private <T> Set<T> race(Callable<T> call) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      running.add(
          callers.submit(
              () -> {
                start.await();
                return call.call();
              }));
    }
    Set<T> results = new HashSet<>();
    for (Future<T> one : running) {
      results.add(one.get());
    }
    return results;
  }

  private IntegrationListener counter() {
    return new IntegrationListener() {
      @Override
      public void connectionCreated(ConnectionEvent event) {
        created.incrementAndGet();
      }
    };
  }

  /** Good stores, in which others are faster so many times. */
  private static final class Busy implements Stores {
    private final MemoryStores good = new MemoryStores(Clock.systemUTC());
    private final AtomicInteger conflicts;

    private Busy(int conflicts) {
      this.conflicts = new AtomicInteger(conflicts);
    }

    @Override
    public ConnectionStore connections() {
      return (ConnectionStore)
          Proxy.newProxyInstance(
              ConnectionStore.class.getClassLoader(),
              new Class<?>[] {ConnectionStore.class},
              (proxy, method, arguments) ->
                  method.getName().equals("write") && conflicts.getAndDecrement() > 0
                      ? WriteOutcome.conflict()
                      : method.invoke(good.connections(), arguments));
    }

    @Override
    public SessionStore sessions() {
      return good.sessions();
    }

    @Override
    public SealedStore sealed() {
      return good.sealed();
    }

    @Override
    public boolean isDurable() {
      return false;
    }
  }
}
