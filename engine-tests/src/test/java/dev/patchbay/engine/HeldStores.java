package dev.patchbay.engine;

import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stores in memory, one step of whose sessions does not come back until it is let go. */
final class HeldStores implements Stores {
  private final Stores good = new MemoryStores(Clock.systemUTC());
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final String step;

  HeldStores(String step) {
    this.step = step;
  }

  boolean awaitHeld() {
    return await(held);
  }

  void letGo() {
    letGo.countDown();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public SessionStore sessions() {
    SessionStore sessions = good.sessions();
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(step)) {
                held.countDown();
                boolean unused = await(letGo);
              }
              try {
                return method.invoke(sessions, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            });
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
