package dev.patchbay.stores.jdbc.fleet;

import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.ciphers.tink.KeysetSource;
import dev.patchbay.ciphers.tink.TinkCipher;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.stores.jdbc.JdbcStores;
import dev.patchbay.stores.jdbc.PostgresServer;
import javax.sql.DataSource;

/** Makes nodes: registries over the one database, with all services. */
final class Nodes {
  private static final int POOL = 4;
  private static final int POOL_OF_HOLDERS = 16;

  private Nodes() {}

  /** A node with a pool of its own, which ends with its JVM. */
  static Integrations node(NodeSettings settings, Halts halts) {
    boolean holds = settings.halt().filter(KillPoint::holdsConnection).isPresent();
    HikariDataSource pool = pool(settings.jdbcUrl(), holds ? POOL_OF_HOLDERS : POOL);
    DataSource watched = WatchedDataSource.of(pool, halts::at, halts::statement);
    return built(builder(settings, halts, watched), halts);
  }

  /** Keeps all its connections, or it would ask itself whether to open one at every wait. */
  private static HikariDataSource pool(String url, int size) {
    HikariDataSource pool = PostgresServer.pool(url, size);
    pool.setMinimumIdle(size);
    return pool;
  }

  static Integrations built(IntegrationsBuilder builder, RefreshProbe probe) {
    Module probing =
        binder ->
            OptionalBinder.newOptionalBinder(binder, RefreshProbe.class)
                .setBinding()
                .toInstance(probe);
    return Guice.createInjector(builder.toModule(), probing).getInstance(Integrations.class);
  }

  static IntegrationsBuilder builder(NodeSettings settings, Halts halts, DataSource dataSource) {
    IntegrationsBuilder builder =
        Integrations.builder()
            .stores(JdbcStores.on(dataSource))
            .cipher(TinkCipher.from(KeysetSource.file(settings.keyset())))
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .callbackUrl("https://host.example/oauth/callback")
            .http(HttpSettings.builder().deadline(settings.deadline()).build());
    for (Mode mode : Mode.values()) {
      for (int number = 1; number <= Mode.SERVICES; number++) {
        FleetProvider provider = new FleetProvider(mode.id(number), mode, settings.root(), halts);
        builder.provider(provider).client(provider.id(), provider.client());
      }
    }
    return builder;
  }
}
