package dev.patchbay.benchmarks.patchbayjdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.benchmarks.contest.FilledRows;
import dev.patchbay.benchmarks.contest.StoreStep;
import dev.patchbay.benchmarks.contest.StoreSteps;
import dev.patchbay.benchmarks.jdbc.Pool;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.stores.jdbc.JdbcStores;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our stores, as the managers call them. */
public final class PatchbayStoreSteps implements StoreSteps {
  private static final ConnectionFilter PAGE = ConnectionFilter.builder().limit(20).build();
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Map<Integer, Long> versions = new HashMap<>();
  private @Nullable HikariDataSource pool;
  private @Nullable Opened opened;
  private int filled;
  private int row;
  private int created;

  @Override
  public void open(String jdbcUrl, int rows) {
    HikariDataSource dataSource = Pool.on(jdbcUrl);
    JdbcStores stores = JdbcStores.on(dataSource);
    pool = dataSource;
    opened = new Opened(stores.sessions(), stores.connections());
    filled = rows;
    created = rows;
  }

  @Override
  public int take(StoreStep step) {
    Opened stores = opened;
    if (stores == null) {
      throw new IllegalStateException("not open");
    }
    row = FilledRows.next(row, filled);
    return switch (step) {
      case CREATE -> create(stores.sessions());
      case CLAIM -> claim(stores.sessions());
      case LOOK_UP -> stores.connections().find(workspace(), connection()).isPresent() ? 1 : 0;
      case LIST_PAGE -> stores.connections().list(workspace(), PAGE).connections().size();
      case REFRESH -> refresh(stores.connections());
    };
  }

  private int create(SessionStore sessions) {
    return count(sessions.create(SampleRecords.session(created++, filled), SampleRecords.LIMITS));
  }

  private int claim(SessionStore sessions) {
    String stateHash = FilledRows.stateHash(row);
    return count(
        sessions.claim(SessionClaim.builder(stateHash, SampleRecords.INTEGRATION).build()));
  }

  private int refresh(ConnectionStore connections) {
    TokenSetKey key = new TokenSetKey(workspace(), connection(), SampleRecords.TOKEN_SET);
    long version = versions.getOrDefault(row, 1L);
    int leased = count(connections.lease(key, version, "attempt-" + created++, LEASE));
    int replaced = count(connections.replace(key, version, SampleRecords.tokens(row, version + 1)));
    versions.put(row, version + 1);
    return leased + replaced;
  }

  private WorkspaceId workspace() {
    return WorkspaceId.of(FilledRows.workspace(row, filled));
  }

  private ConnectionId connection() {
    return ConnectionId.of(FilledRows.connection(row));
  }

  private static int count(Optional<?> written) {
    return written.isPresent() ? 1 : 0;
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }

  private record Opened(SessionStore sessions, ConnectionStore connections) {}
}
