package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that fails around the one step that matters costs neither a grant nor a connection. */
class LostAnswerIT {

  @Test
  void writeThatSucceededWithoutAnAnswerKeepsItsGrantAlive() {
    Failing stores = new Failing("complete", When.AFTER);
    try (TestHost host = TestHost.start(builder -> builder.stores(stores))) {
      Session session = host.begin();
      host.callback(host.approve(session));

      // The second try, which finds the session complete, has run to its end when all is closed.
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> stores.stages.get() == 2);
      assertThat(host.now(session).status()).isEqualTo(SessionStatus.COMPLETE);
      assertThat(host.connections()).hasSize(1);
      host.integrations.close();
      assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    }
  }

  @Test
  void writeThatFailedIsTriedAgainFromTheStagedGrant() {
    Failing stores = new Failing("complete", When.BEFORE);
    try (TestHost host = TestHost.start(builder -> builder.stores(stores))) {
      Session session = host.begin();
      host.callback(host.approve(session));

      awaitEnd(host, session);
      assertThat(host.now(session).status()).isEqualTo(SessionStatus.COMPLETE);
      assertThat(host.connections()).hasSize(1);
      assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
      assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void grantThatCouldNotBeStagedIsStagedLater(When when) {
    Failing stores = new Failing("stage", when);
    try (TestHost host = TestHost.start(builder -> builder.stores(stores))) {
      Session session = host.begin();
      host.callback(host.approve(session));

      awaitEnd(host, session);
      assertThat(host.now(session).status()).isEqualTo(SessionStatus.COMPLETE);
      assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
      assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endThatTheStoreDidNotTakeIsToldAgain(When when) {
    Failing stores = new Failing("end", when);
    try (TestHost host = TestHost.start(builder -> builder.stores(stores))) {
      host.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));
      Session session = host.begin();
      host.callback(host.approve(session));

      awaitEnd(host, session);
      assertThat(host.now(session).failure().orElseThrow().code()).isEqualTo("code_rejected");
    }
  }

  @Test
  void grantThatCannotBeStagedInTimeIsRevoked() {
    Failing stores = new Failing("stage", When.BEFORE);
    stores.failures.set(Integer.MAX_VALUE);
    try (TestHost host =
        TestHost.start(builder -> builder.stores(stores).identityRetry(Duration.ofSeconds(1)))) {
      Session session = host.begin();
      host.callback(host.approve(session));
      host.clock.advance(Duration.ofSeconds(2));

      awaitEnd(host, session);
      assertThat(host.now(session).failure().orElseThrow().code()).isEqualTo("store_unavailable");
      assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
      assertThat(host.connections()).isEmpty();
    }
  }

  private static void awaitEnd(TestHost host, Session session) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> host.now(session).isEnded());
  }

  private enum When {
    BEFORE,
    AFTER
  }

  /** Good stores, one of whose session steps fails once. */
  private static final class Failing implements Stores {
    private final MemoryStores good = new MemoryStores(Clock.systemUTC());
    private final AtomicInteger failures = new AtomicInteger(1);
    private final AtomicInteger stages = new AtomicInteger();
    private final String step;
    private final When when;

    private Failing(String step, When when) {
      this.step = step;
      this.when = when;
    }

    @Override
    public SessionStore sessions() {
      return (SessionStore)
          Proxy.newProxyInstance(
              SessionStore.class.getClassLoader(),
              new Class<?>[] {SessionStore.class},
              (proxy, method, arguments) -> {
                stages.addAndGet(method.getName().equals("stage") ? 1 : 0);
                failIf(method.getName(), When.BEFORE);
                try {
                  Object result = method.invoke(good.sessions(), arguments);
                  failIf(method.getName(), When.AFTER);
                  return result;
                } catch (InvocationTargetException failure) {
                  throw failure.getTargetException();
                }
              });
    }

    private void failIf(String method, When now) {
      if (method.equals(step) && now == when && failures.getAndUpdate(n -> n - 1) > 0) {
        throw new TemporaryFailureException(
            ErrorDetail.builder(ErrorCode.STORE_UNAVAILABLE, "The store is away; try again later")
                .build());
      }
    }

    @Override
    public ConnectionStore connections() {
      return good.connections();
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
