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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A store that fails around the one step that matters costs neither a grant nor a connection. */
class LostAnswerIT {

  @Test
  void writeThatSucceededWithoutAnAnswerKeepsItsGrantAlive() {
    Failing stores = new Failing("complete", When.AFTER);
    try (TestHost host = TestHost.start(builder -> builder.stores(stores))) {
      Session session = host.begin();
      host.callback(host.approve(session));

      // The second try, which finds the session complete, has run to its end when all is closed.
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> stores.calls.get() == 2);
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

  @Test
  void grantThatCannotBeStagedIsRevoked() {
    Failing stores = new Failing("stage", When.BEFORE);
    try (TestHost host = TestHost.start(builder -> builder.stores(stores))) {
      Session session = host.begin();
      host.callback(host.approve(session));

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
    private final AtomicInteger calls = new AtomicInteger();
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
                calls.addAndGet(method.getName().equals(step) ? 1 : 0);
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
      if (method.equals(step) && now == when && failures.getAndUpdate(n -> 0) > 0) {
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
