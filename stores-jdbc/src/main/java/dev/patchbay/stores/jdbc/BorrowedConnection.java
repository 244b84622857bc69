package dev.patchbay.stores.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hands out one and the same connection, as often as it is asked for, and lets nobody close it. */
final class BorrowedConnection implements DataSource {
  private static final Set<String> OF_OWNER = Set.of("close");
  private static final Set<String> OF_TRANSACTION =
      Set.of("close", "commit", "rollback", "setAutoCommit");

  private final Connection connection;
  private final Set<String> ignored;

  private BorrowedConnection(Connection connection, Set<String> ignored) {
    this.connection = connection;
    this.ignored = ignored;
  }

  static BorrowedConnection of(Connection connection) {
    return new BorrowedConnection(connection, OF_OWNER);
  }

  /** Whose transaction nobody ends, either. */
  static BorrowedConnection inTransaction(Connection connection) {
    return new BorrowedConnection(connection, OF_TRANSACTION);
  }

  @Override
  public Connection getConnection() {
    return (Connection)
        Proxy.newProxyInstance(
            BorrowedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (ignored.contains(method.getName())) {
      return null;
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getTargetException();
    }
  }

  @Override
  public Connection getConnection(String user, String password) {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
