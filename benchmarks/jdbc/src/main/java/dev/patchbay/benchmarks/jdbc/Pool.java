package dev.patchbay.benchmarks.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The pool that {@code docs/operations.md} recommends. */
public final class Pool {
  private Pool() {}

  /**
   * Opens one.
   *
   * @param jdbcUrl the database
   * @return the pool
   */
  public static HikariDataSource on(String jdbcUrl) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("connectTimeout", 5);
    config.addDataSourceProperty("socketTimeout", 65);
    return new HikariDataSource(config);
  }
}
