package dev.patchbay.stores.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.ciphers.tink.KeysetSource;
import dev.patchbay.ciphers.tink.TinkCipher;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/** What {@code docs/embed.md} and {@code docs/operations.md} show. */
final class StoresExample {
  private StoresExample() {}

  static Integrations start(IntegrationsBuilder settings, DataSource dataSource, Path keyset) {
    // tag::stores
    return settings
        .stores(JdbcStores.on(dataSource))
        .cipher(TinkCipher.from(KeysetSource.file(keyset)))
        .build();
    // end::stores
  }

  static HikariDataSource pool(String jdbcUrl) {
    // tag::pool
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl); // jdbc:postgresql://db.internal/app
    config.setMaximumPoolSize(10);
    config.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("connectTimeout", 5); // seconds
    config.addDataSourceProperty("socketTimeout", 65);
    return new HikariDataSource(config);
    // end::pool
  }

  static JdbcStores unmigrated(DataSource dataSource) {
    // tag::unmigrated
    return JdbcStores.builder(dataSource).withoutMigrations().build();
    // end::unmigrated
  }
}
