package dev.patchbay.benchmarks.patchbayjdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Runs a PostgreSQL server until its standard input ends. Prints its address on one line.
 *
 * <p>It does not wait for the disk, whose time is the same for everyone and varies most, and it
 * cleans up when it is told to only.
 */
public final class PostgresServer {
  private PostgresServer() {}

  /**
   * Runs it.
   *
   * @param args none
   * @throws IOException if it does not start
   */
  public static void main(String[] args) throws IOException {
    EmbeddedPostgres.Builder settings =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("autovacuum", "off")
            .setServerConfig("max_wal_size", "4GB");
    try (EmbeddedPostgres server = settings.start()) {
      System.out.println(server.getJdbcUrl("postgres", "postgres"));
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
