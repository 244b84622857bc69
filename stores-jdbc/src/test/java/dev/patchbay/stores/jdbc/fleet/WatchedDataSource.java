package dev.patchbay.stores.jdbc.fleet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the steps of a refresh are at their moments in the database, and of each statement.
 */
final class WatchedDataSource {
  private static final String LEASE = "SET lease_attempt = ?";
  private static final String REPLACE = "SET sealed = ?";

  private final Consumer<Moment> watch;
  private final Consumer<String> statements;

  private WatchedDataSource(Consumer<Moment> watch, Consumer<String> statements) {
    this.watch = watch;
    this.statements = statements;
  }

  /**
   * {@return the same data source; of moments and of statements, or commits, that are about to run,
   * those who watch are told on the thread that is there}
   */
  static DataSource of(DataSource real, Consumer<Moment> moments, Consumer<String> statements) {
    return new WatchedDataSource(moments, statements).watched(real);
  }

  /**
   * {@return the same data source; the watch is told of each statement, or commit, that is about to
   * run}
   */
  static DataSource statements(DataSource real, Consumer<String> watch) {
    return new WatchedDataSource(moment -> {}, watch).watched(real);
  }

  private DataSource watched(DataSource real) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = invoke(real, method, arguments);
          return result instanceof Connection connection
              ? new OneConnection(connection).watched()
              : result;
        });
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.run(method, arguments)));
  }

  private static @Nullable Object invoke(
      Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getTargetException();
    }
  }

  /** The moments of a refresh in the database. */
  enum Moment {
    /** The lease is taken, and nobody knows. */
    LEASED,
    /** The new credential is written, and its commit not sent. */
    COMMITTING,
    /** It is committed, and nobody knows. */
    COMMITTED,
    /** That is known, and the connection is about to be given back. */
    RETURNING
  }

  /** Calls a method of what is watched. */
  private interface Call {
    @Nullable Object run(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
  }

  /** A connection, as it was borrowed once. Not thread-safe, as connections are not. */
  private final class OneConnection {
    private final Connection real;
    private boolean replacing;

    private OneConnection(Connection real) {
      this.real = real;
    }

    private Connection watched() {
      return proxy(Connection.class, this::call);
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
        throws Throwable {
      return switch (method.getName()) {
        case "prepareStatement", "createStatement" ->
            statement(method, Objects.requireNonNull(invoke(real, method, arguments)), arguments);
        case "commit" -> commit(method);
        case "close" -> close(method);
        default -> invoke(real, method, arguments);
      };
    }

    private @Nullable Object commit(Method method) throws Throwable {
      statements.accept("COMMIT");
      if (replacing) {
        watch.accept(Moment.COMMITTING);
      }
      Object nothing = invoke(real, method, null);
      if (replacing) {
        watch.accept(Moment.COMMITTED);
      }
      return nothing;
    }

    private @Nullable Object close(Method method) throws Throwable {
      if (replacing) {
        watch.accept(Moment.RETURNING);
      }
      return invoke(real, method, null);
    }

    private Object statement(
        Method made, Object statement, @Nullable Object @Nullable [] prepared) {
      String sql = prepared == null ? "" : String.valueOf(prepared[0]);
      return proxy(
          made.getReturnType().asSubclass(Statement.class),
          (method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
              return invoke(statement, method, arguments);
            }
            String run = sql.isEmpty() && arguments != null ? String.valueOf(arguments[0]) : sql;
            statements.accept(run);
            Object result = invoke(statement, method, arguments);
            ran(run);
            return result;
          });
    }

    private void ran(String sql) {
      replacing |= sql.contains(REPLACE);
      if (sql.contains(LEASE)) {
        watch.accept(Moment.LEASED);
      }
    }
  }
}
