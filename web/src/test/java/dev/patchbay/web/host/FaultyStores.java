package dev.patchbay.web.host;

import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Stores whose calls are counted, and can be made to throw. Thread-safe. */
public final class FaultyStores implements Stores {
  private final Stores real;
  private final Map<String, Supplier<Throwable>> faults = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  public FaultyStores(Stores real) {
    this.real = real;
  }

  /** Has every call of a method throw, until {@link #mend}. */
  public void breakDown(Method method, Supplier<Throwable> fault) {
    faults.put(name(method), fault);
  }

  public void mend() {
    faults.clear();
  }

  /** {@return how often methods of that name of the session store were called} */
  public int sessionCalls(String method) {
    AtomicInteger count = calls.get("SessionStore." + method);
    return count == null ? 0 : count.get();
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  @Override
  public SessionStore sessions() {
    return proxy(SessionStore.class, real.sessions());
  }

  @Override
  public ConnectionStore connections() {
    return proxy(ConnectionStore.class, real.connections());
  }

  @Override
  public SealedStore sealed() {
    return real.sealed();
  }

  @Override
  public boolean isDurable() {
    return real.isDurable();
  }

  @Override
  public void close() {
    real.close();
  }

  private <T> T proxy(Class<T> type, T target) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          calls.computeIfAbsent(name(method), unused -> new AtomicInteger()).incrementAndGet();
          Supplier<Throwable> fault = faults.get(name(method));
          if (fault != null) {
            throw fault.get();
          }
          try {
            return method.invoke(target, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
