package dev.patchbay.benchmarks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.benchmarks.contest.FilledRows;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.StoreStep;
import dev.patchbay.benchmarks.contest.StoreSteps;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** JDBC, and a statement for each row that is read or written. */
public final class JdbcStoreSteps implements StoreSteps {
  private static final String INTEGRATION = "github";
  private static final int PAGE = 20;
  private static final long LEASE = TimeUnit.SECONDS.toMicros(60);
  private static final Duration SESSION_LIFE = Duration.ofMinutes(10);
  private static final String DETAILS =
      """
      {"v":1,"returnTo":"/settings","redirectUri":"%s","scopes":["read:user","repo"]}"""
          .formatted(Sample.REDIRECT_URI);
  private static final byte[] VERIFIER = bytes("fake-verifier-%029d".formatted(0));

  private final Map<Integer, Long> versions = new HashMap<>();
  private @Nullable HikariDataSource pool;
  private int filled;
  private int row;
  private int created;

  @Override
  public void open(String jdbcUrl, int rows) {
    pool = Pool.on(jdbcUrl);
    filled = rows;
    created = rows;
  }

  @Override
  public int take(StoreStep step) {
    HikariDataSource dataSource = pool;
    if (dataSource == null) {
      throw new IllegalStateException("not open");
    }
    row = FilledRows.next(row, filled);
    try {
      return switch (step) {
        case CREATE -> create(dataSource);
        case CLAIM ->
            read(dataSource, Statements.CLAIM, FilledRows.stateHash(row), INTEGRATION, null);
        case LOOK_UP -> read(dataSource, Statements.LOOK_UP, workspace(), connection());
        case LIST_PAGE -> read(dataSource, Statements.LIST_PAGE, workspace(), PAGE);
        case REFRESH -> refresh(dataSource);
      };
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private int create(HikariDataSource dataSource) throws SQLException {
    int session = created++;
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    OffsetDateTime end = now.plus(SESSION_LIFE);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(Statements.CREATE)) {
      bind(
          statement,
          FilledRows.session(session),
          FilledRows.workspace(session, filled),
          INTEGRATION,
          Sample.CLIENT_ID,
          FilledRows.stateHash(session),
          null,
          "PENDING",
          "WAITING",
          end,
          now,
          end,
          DETAILS,
          VERIFIER,
          null);
      return statement.executeUpdate();
    }
  }

  private int refresh(HikariDataSource dataSource) throws SQLException {
    long version = versions.getOrDefault(row, 1L);
    int leased =
        read(
            dataSource,
            Statements.LEASE,
            "attempt-" + created++,
            LEASE,
            workspace(),
            connection(),
            "default",
            version);
    int replaced = replace(dataSource, version);
    versions.put(row, version + 1);
    return leased + replaced;
  }

  private int replace(HikariDataSource dataSource, long version) throws SQLException {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    OffsetDateTime end = now.plusSeconds(Sample.LIFE_SECONDS);
    OffsetDateTime due = end.minusSeconds(600);
    return read(
        dataSource,
        Statements.REPLACE,
        tokens(),
        null,
        version + 1,
        true,
        now,
        end,
        null,
        due,
        due,
        workspace(),
        connection(),
        "default",
        version);
  }

  private byte[] tokens() {
    return bytes(
        """
        {"name":"default","access_token":"%s","token_type":"bearer","refresh_token":"%s",\
        "scope":"%s","v":1}"""
            .formatted(
                Sample.accessToken(row),
                Sample.refreshToken(row),
                String.join(" ", Sample.SCOPES)));
  }

  private String workspace() {
    return FilledRows.workspace(row, filled);
  }

  private String connection() {
    return FilledRows.connection(row);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@return how many rows it read} */
  private static int read(HikariDataSource dataSource, String sql, @Nullable Object... values)
      throws SQLException {
    List<@Nullable Object[]> read = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          read.add(values(rows, columns));
        }
      }
    }
    return read.size();
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static @Nullable Object[] values(ResultSet row, int columns) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns];
    for (int i = 0; i < columns; i++) {
      values[i] = row.getObject(i + 1);
    }
    return values;
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
