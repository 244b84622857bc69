package dev.patchbay.testkit.stores.memory;

import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;

/** Good stores with something in front that does one thing badly. */
interface FaultyFixture extends MemoryFixture {

  /**
   * What a call, named like {@code SessionStore.claim}, gives instead of the good store's answer;
   * empty if it is left alone.
   */
  Optional<Object> instead(Stores stores, String call, Object[] arguments);

  @Override
  default Stores createStores() {
    return new FaultyStores(MemoryFixture.super.createStores(), this);
  }

  @Override
  default void passTime(Stores stores, Duration duration) {
    MemoryFixture.super.passTime(((FaultyStores) stores).good(), duration);
  }

  /** Hands out the stores with the fault in front. */
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
    public SealedStore sealed() {
      return faulty(SealedStore.class, good.sealed());
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
                String call = type.getSimpleName() + "." + method.getName();
                Optional<Object> instead = fault.instead(good, call, arguments);
                try {
                  return instead.isPresent() ? instead.get() : method.invoke(store, arguments);
                } catch (InvocationTargetException failure) {
                  throw failure.getTargetException();
                }
              }));
    }
  }
}
