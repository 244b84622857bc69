package dev.patchbay.stores.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The real servers, each begun when it is asked for, for all tests of this JVM. */
public final class PostgresServer {
  /** The oldest version that is supported. */
  static final PostgresServer OLD = new PostgresServer("old");

  public static final PostgresServer NEW = new PostgresServer("new");

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final String version;
  private @Nullable EmbeddedPostgres server;

  private PostgresServer(String version) {
    this.version = version;
  }

  /** {@return the address of a new, empty database} */
  public synchronized String createDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return server().getJdbcUrl("postgres", name);
  }

  int port() {
    return server().getPort();
  }

  private void execute(String sql) {
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** For as long as it is not closed. */
  public static HikariDataSource pool(String url, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(30_000);
    return new HikariDataSource(config);
  }

  private synchronized EmbeddedPostgres server() {
    if (server == null) {
      server = start();
    }
    return server;
  }

  /** Nothing has to outlive this JVM. It ends the server when it ends. */
  private EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setPGStartupWait(Duration.ofSeconds(60))
          .setPgBinaryResolver((system, machine) -> binary())
          .setServerConfig("fsync", "off")
          .setServerConfig("synchronous_commit", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("max_connections", "200")
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private InputStream binary() throws IOException {
    Path jar = Path.of("target", "postgres", version + ".jar");
    try (ZipFile files = new ZipFile(jar.toFile())) {
      return new ByteArrayInputStream(
          files.getInputStream(files.getEntry("postgres-linux-x86_64.txz")).readAllBytes());
    }
  }
}
