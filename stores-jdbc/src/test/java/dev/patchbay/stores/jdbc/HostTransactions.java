package dev.patchbay.stores.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** The ways in which hosts begin transactions, and the data source that each would hand over. */
enum HostTransactions {
  /** On a connection that it took from the same pool. */
  PLAIN_JDBC,

  /** Bound to the thread by Spring, which the pool knows nothing of. */
  SPRING,

  /** The same, and the data source hands out the connection that is bound. */
  SPRING_PROXY,

  /** The same, of a pool whose connections never commit by themselves. */
  SPRING_PROXY_WITHOUT_AUTO_COMMIT,

  /** As with JTA: what is bound cannot be committed, rolled back or closed but by the manager. */
  MANAGED;

  Host on(HikariDataSource pool) {
    return switch (this) {
      case PLAIN_JDBC -> new PlainHost(pool);
      case SPRING -> new SpringHost(pool, pool);
      case SPRING_PROXY, SPRING_PROXY_WITHOUT_AUTO_COMMIT ->
          new SpringHost(pool, new TransactionAwareDataSourceProxy(pool));
      case MANAGED -> new ManagedHost(new BoundDataSource(pool));
    };
  }

  boolean commitsByItself() {
    return this != SPRING_PROXY_WITHOUT_AUTO_COMMIT;
  }

  /** Runs work in transactions of its own; work adds a row to the table {@code of_host} by it. */
  interface Host {

    DataSource forPatchbay();

    void addRow();

    void rollingBack(Runnable work);

    void committing(Runnable work);
  }

  private record SpringHost(DataSource pool, DataSource forPatchbay) implements Host {

    @Override
    public void addRow() {
      new JdbcTemplate(pool).update("INSERT INTO of_host VALUES (1)");
    }

    @Override
    public void rollingBack(Runnable work) {
      template()
          .executeWithoutResult(
              status -> {
                work.run();
                status.setRollbackOnly();
              });
    }

    @Override
    public void committing(Runnable work) {
      template().executeWithoutResult(status -> work.run());
    }

    private TransactionTemplate template() {
      return new TransactionTemplate(new DataSourceTransactionManager(pool));
    }
  }

  private static final class PlainHost implements Host {
    private final BoundDataSource bound;
    private final DataSource pool;

    private PlainHost(DataSource pool) {
      this.bound = new BoundDataSource(pool);
      this.pool = pool;
    }

    @Override
    public DataSource forPatchbay() {
      return pool;
    }

    @Override
    public void addRow() {
      bound.execute("INSERT INTO of_host VALUES (1)");
    }

    @Override
    public void rollingBack(Runnable work) {
      bound.run(work, Connection::rollback);
    }

    @Override
    public void committing(Runnable work) {
      bound.run(work, Connection::commit);
    }
  }

  private record ManagedHost(BoundDataSource forPatchbay) implements Host {

    @Override
    public void addRow() {
      forPatchbay.execute("INSERT INTO of_host VALUES (1)");
    }

    @Override
    public void rollingBack(Runnable work) {
      forPatchbay.run(work, Connection::rollback);
    }

    @Override
    public void committing(Runnable work) {
      forPatchbay.run(work, Connection::commit);
    }
  }

  /** Hands out the connection of the thread's transaction, if there is one, and keeps it open. */
  private static final class BoundDataSource extends DelegatingDataSource {
    private static final Set<String> OF_MANAGER =
        Set.of("close", "commit", "rollback", "setAutoCommit");

    private static final ThreadLocal<@Nullable Connection> BOUND = new ThreadLocal<>();

    private BoundDataSource(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = BOUND.get();
      return connection == null ? super.getConnection() : managed(connection);
    }

    private static Connection managed(Connection connection) {
      return (Connection)
          Proxy.newProxyInstance(
              BoundDataSource.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                try {
                  return OF_MANAGER.contains(method.getName())
                      ? null
                      : method.invoke(connection, arguments);
                } catch (InvocationTargetException failure) {
                  throw failure.getTargetException();
                }
              });
    }

    private void execute(String sql) {
      try (Connection connection = getConnection();
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    private void run(Runnable work, End end) {
      try (Connection connection = super.getConnection()) {
        connection.setAutoCommit(false);
        BOUND.set(connection);
        work.run();
        end.of(connection);
        connection.setAutoCommit(true);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      } finally {
        BOUND.remove();
      }
    }
  }

  /** How a transaction ends. */
  @FunctionalInterface
  private interface End {
    void of(Connection connection) throws SQLException;
  }
}
