package dev.patchbay.stores.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Remembers every statement that is run, with what it binds, as PostgreSQL's driver prints it. */
public final class RecordingDataSource {
  private static final String WRAPPING = " wrapping ";

  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final DataSource dataSource;

  public RecordingDataSource(DataSource dataSource) {
    this.dataSource = watched(DataSource.class, dataSource);
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** {@return what a step ran} */
  public List<String> during(Runnable step) {
    statements.clear();
    step.run();
    return List.copyOf(statements);
  }

  private <T> T watched(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                statements.add(sql(real.toString()));
              }
              try {
                return watchedIfItRuns(method.invoke(real, arguments));
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            }));
  }

  /** Without what the pool prints before it. */
  private static String sql(String printed) {
    return printed.substring(printed.indexOf(WRAPPING) + WRAPPING.length());
  }

  private @Nullable Object watchedIfItRuns(@Nullable Object result) {
    if (result instanceof PreparedStatement statement) {
      return watched(PreparedStatement.class, statement);
    }
    return result instanceof Connection connection ? watched(Connection.class, connection) : result;
  }
}
