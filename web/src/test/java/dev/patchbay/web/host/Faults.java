package dev.patchbay.web.host;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What is wrong with the things that an application hands in: calls of them are counted, and can be
 * made to throw. A place is the name of an interface and of a method. Thread-safe.
 */
public final class Faults {
  public static final String EVERYWHERE = "*";

  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  /** Has every call at a place throw, until {@link #mend}. */
  public void breakDown(String place, Supplier<? extends Throwable> fault) {
    breakDownFrom(place, 0, fault);
  }

  /** Has the call of that number at a place throw, counted from the first, and all after it. */
  public void breakDownFrom(String place, int call, Supplier<? extends Throwable> fault) {
    faults.put(place, new Fault(call, fault));
  }

  public void mend() {
    faults.clear();
  }

  /** {@return how often something was called} */
  public int count(String place) {
    AtomicInteger count = calls.get(place);
    return count == null ? 0 : count.get();
  }

  /** {@return something whose calls go on to the real one, or throw} */
  public <T> T in(Class<T> type, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              call(type.getSimpleName() + "." + method.getName());
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
    return type.cast(proxy);
  }

  private void call(String place) throws Throwable {
    int number = calls.computeIfAbsent(place, unused -> new AtomicInteger()).incrementAndGet();
    Fault fault = faults.getOrDefault(place, faults.get(EVERYWHERE));
    if (fault != null && number >= fault.from()) {
      throw fault.thrown().get();
    }
  }

  /** What is thrown, and from which call on. */
  private record Fault(int from, Supplier<? extends Throwable> thrown) {}
}
