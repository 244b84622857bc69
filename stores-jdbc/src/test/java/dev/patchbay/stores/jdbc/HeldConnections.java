package dev.patchbay.stores.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the connections that each thread has taken and not given back. */
final class HeldConnections extends DelegatingDataSource {
  private final Map<Thread, Integer> held = new ConcurrentHashMap<>();
  private final AtomicInteger mostOfAThread = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();

  HeldConnections(DataSource pool) {
    super(pool);
  }

  int now() {
    return held.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** {@return how many were taken so far, given back or not} */
  int taken() {
    return taken.get();
  }

  int mostOfAThread() {
    return mostOfAThread.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    taken.incrementAndGet();
    Thread taker = Thread.currentThread();
    int ofTaker = held.merge(taker, 1, Integer::sum);
    mostOfAThread.accumulateAndGet(ofTaker, Math::max);
    try {
      return watched(super.getConnection(), taker);
    } catch (SQLException | RuntimeException none) {
      held.merge(taker, -1, Integer::sum);
      throw none;
    }
  }

  private Connection watched(Connection connection, Thread taker) {
    return (Connection)
        Proxy.newProxyInstance(
            HeldConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                held.merge(taker, -1, Integer::sum);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            });
  }
}
