package dev.patchbay.stores.jdbc;

import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Stores in a database: H2 for one node, PostgreSQL 14 or later for many. Thread-safe. The data
 * source stays the host's, to be closed after the stores.
 *
 * <pre>{@code
 * Integrations.builder()
 *     .stores(JdbcStores.on(dataSource))
 *     .cipher(cipher)
 *     .build();
 * }</pre>
 *
 * <p>Each call takes one connection, for one short transaction of its own, and leaves nothing on
 * it. It is never part of a transaction of the host's: where the data source hands out the
 * connection of one, as Spring's {@code TransactionAwareDataSourceProxy} does, the call runs on a
 * thread of the stores' own. A pool of one connection suffices, and so does a pooler in transaction
 * mode, if the driver keeps no prepared statements there ({@code prepareThreshold=0}). It expects
 * the isolation that both databases have by default, {@code READ COMMITTED}. The tables, whose
 * names begin with {@code patchbay_}, are in the schema that the connections of the data source are
 * in.
 */
public final class JdbcStores implements Stores {
  private final SessionStore sessions;
  private final ConnectionStore connections;
  private final SealedStore sealed;

  private JdbcStores(Transactions transactions) {
    this.sessions = new JdbcSessionStore(transactions);
    this.connections = new JdbcConnectionStore(transactions);
    this.sealed = new JdbcSealedStore(transactions);
  }

  /**
   * Opens the stores, and makes or updates their tables where that is needed. Blocks meanwhile, for
   * a minute at most while another node does it.
   *
   * @param dataSource where to get connections
   * @return the stores
   * @throws dev.patchbay.error.TemporaryFailureException if the database cannot be reached
   * @throws dev.patchbay.error.MisconfiguredException if it is neither H2 nor PostgreSQL, or if its
   *     tables are of a later version than this one can work with
   */
  public static JdbcStores on(DataSource dataSource) {
    return builder(dataSource).build();
  }

  /**
   * Starts a builder.
   *
   * @param dataSource where to get connections, as for {@link #on}
   * @return a builder with every property at its default
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public ConnectionStore connections() {
    return connections;
  }

  @Override
  public SealedStore sealed() {
    return sealed;
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  /** Builds {@link JdbcStores}. Not thread-safe. */
  public static final class Builder {
    private final DataSource dataSource;
    private SchemaCare schemaCare = SchemaCare.MIGRATE;

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Switches migrations off, for operators who apply the SQL files of the jar themselves, in
     * {@code patchbay-schema}. Default: the tables are brought up to date.
     *
     * @return this builder
     */
    public Builder withoutMigrations() {
      this.schemaCare = SchemaCare.NONE;
      return this;
    }

    /**
     * Opens the stores, as {@link #on} says.
     *
     * @return the stores
     */
    public JdbcStores build() {
      Transactions transactions = Transactions.on(dataSource);
      if (schemaCare == SchemaCare.MIGRATE) {
        new Migrations(transactions).run();
      }
      SchemaVersion.check(transactions);
      return new JdbcStores(transactions);
    }
  }

  private enum SchemaCare {
    MIGRATE,
    NONE
  }
}
