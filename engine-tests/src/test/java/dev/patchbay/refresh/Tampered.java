package dev.patchbay.refresh;

import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** Good stores with something in front of the connections that does one thing differently. */
record Tampered(Stores good, Instead instead) implements Stores {

  @Override
  public SessionStore sessions() {
    return good.sessions();
  }

  @Override
  public ConnectionStore connections() {
    ConnectionStore connections = good.connections();
    return (ConnectionStore)
        Proxy.newProxyInstance(
            ConnectionStore.class.getClassLoader(),
            new Class<?>[] {ConnectionStore.class},
            (proxy, method, arguments) -> {
              Optional<Object> other = instead.of(method.getName(), arguments);
              try {
                return other.isPresent() ? other.get() : method.invoke(connections, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            });
  }

  @Override
  public SealedStore sealed() {
    return good.sealed();
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  /** What a method gives instead of the good store's answer; empty if it is left alone. */
  interface Instead {
    Optional<Object> of(String method, Object[] arguments);
  }
}
