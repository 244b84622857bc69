package dev.patchbay.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.ciphers.tink.KeyType;
import dev.patchbay.ciphers.tink.KeysetFile;
import dev.patchbay.ciphers.tink.KeysetSource;
import dev.patchbay.ciphers.tink.TinkCipher;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.Stores;
import dev.patchbay.stores.jdbc.JdbcStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What outlives the demo: a database, and in a folder the keyset that seals what is in it. */
final class Storage implements AutoCloseable {
  static final String FOLDER = "PATCHBAY_DEMO_FOLDER";
  static final String URL = "PATCHBAY_JDBC_URL";
  static final Set<String> VARIABLES = Set.of(FOLDER, URL);
  private static final String DEFAULT_FOLDER = "patchbay-demo";
  private static final Map<String, String> DRIVERS =
      Map.of("jdbc:h2:", "org.h2.Driver", "jdbc:postgresql:", "org.postgresql.Driver");

  private final String place;
  private final HikariDataSource pool;
  private final Stores stores;
  private final CredentialCipher cipher;

  private Storage(String place, HikariDataSource pool, Stores stores, CredentialCipher cipher) {
    this.place = place;
    this.pool = pool;
    this.stores = stores;
    this.cipher = cipher;
  }

  static Storage open(Map<String, String> environment) throws IOException {
    Path folder = folder(environment);
    Files.createDirectories(folder);
    // The demo closes the file itself, after the last request was answered.
    String ownUrl = "jdbc:h2:file:" + folder.resolve("patchbay") + ";DB_CLOSE_ON_EXIT=FALSE";
    HikariDataSource pool = pool(environment.getOrDefault(URL, ownUrl));
    try {
      Stores stores = JdbcStores.on(pool);
      CredentialCipher cipher = cipher(folder.resolve("keyset.json"), stores);
      return new Storage(place(environment, folder), pool, stores, cipher);
    } catch (RuntimeException failure) {
      pool.close();
      throw failure;
    }
  }

  static Path folder(Map<String, String> environment) {
    return Path.of(environment.getOrDefault(FOLDER, DEFAULT_FOLDER)).toAbsolutePath();
  }

  /** Never the address of the database, which may hold a password. */
  private static String place(Map<String, String> environment, Path folder) {
    return environment.containsKey(URL)
        ? "the database of " + URL + ", sealed by the keyset in " + folder
        : folder.toString();
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setDriverClassName(
        DRIVERS.entrySet().stream()
            .filter(driver -> url.startsWith(driver.getKey()))
            .findFirst()
            .map(Map.Entry::getValue)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        URL + " must begin with one of " + DRIVERS.keySet())));
    return new HikariDataSource(config);
  }

  /** A new keyset is made for a database in which nothing is sealed, and for no other. */
  private static CredentialCipher cipher(Path keyset, Stores stores) {
    if (Files.notExists(keyset)) {
      if (!stores.sealed().keyIds().isEmpty()) {
        throw new IllegalStateException(
            "the database holds secrets, and the keyset that sealed them, '"
                + keyset
                + "', is gone; give it back, or delete the database and begin anew");
      }
      KeysetFile.inClear(keyset).create(KeyType.AES_256_GCM);
    }
    return TinkCipher.from(KeysetSource.file(keyset));
  }

  /** {@return where things are kept, in words} */
  String place() {
    return place;
  }

  Stores stores() {
    return stores;
  }

  CredentialCipher cipher() {
    return cipher;
  }

  /**
   * Moves the stored times of a connection's tokens back. They are those of the database, whose
   * clock no demo can move.
   */
  void passTime(WorkspaceId workspaceId, ConnectionId connectionId, Duration amount) {
    String sql =
        """
        UPDATE patchbay_token_set
        SET written_at = written_at - %1$s, expires_at = expires_at - %1$s,
          refresh_expires_at = refresh_expires_at - %1$s, due_at = due_at - %1$s,
          refresh_at = refresh_at - %1$s
        WHERE workspace_id = ? AND connection_id = ?"""
            .formatted("INTERVAL '" + amount.toSeconds() + "' SECOND");
    try (Connection connection = pool.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, workspaceId.value());
      update.setString(2, connectionId.value());
      update.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException("the stored times could not be moved", failure);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
