package dev.patchbay.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipFile;

/** A real server, for one test. */
final class Postgres {
  private Postgres() {}

  static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofSeconds(60))
        .setPgBinaryResolver((system, machine) -> binary())
        .start();
  }

  private static InputStream binary() throws IOException {
    Path jar = Path.of(System.getProperty("patchbay.root"), "demo/target/postgres/new.jar");
    try (ZipFile files = new ZipFile(jar.toFile())) {
      return new ByteArrayInputStream(
          files.getInputStream(files.getEntry("postgres-linux-x86_64.txz")).readAllBytes());
    }
  }
}
