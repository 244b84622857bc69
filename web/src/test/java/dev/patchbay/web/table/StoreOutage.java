package dev.patchbay.web.table;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores in memory that can be out of reach. Thread-safe. */
final class StoreOutage implements Stores {
  private final Stores real = new MemoryStores(Clock.systemUTC());
  private final AtomicBoolean down = new AtomicBoolean();

  void begin() {
    down.set(true);
  }

  void end() {
    down.set(false);
  }

  @Override
  public SessionStore sessions() {
    return failing(SessionStore.class, real.sessions());
  }

  @Override
  public ConnectionStore connections() {
    return failing(ConnectionStore.class, real.connections());
  }

  @Override
  public SealedStore sealed() {
    return failing(SealedStore.class, real.sealed());
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  private <T> T failing(Class<T> type, T store) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (down.get()) {
                throw new TemporaryFailureException(
                    ErrorDetail.builder(ErrorCode.STORE_UNAVAILABLE, "The store is down").build());
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
    return type.cast(proxy);
  }
}
