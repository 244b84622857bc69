package dev.patchbay.stores.jdbc.fleet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was seen of every token set: versions that only grow, each of one sealed credential. */
final class History {
  private static final String SEEN =
      "SELECT connection_id, version, md5(sealed) AS sealed FROM patchbay_token_set";

  private final DataSource dataSource;
  private final Map<String, Entry> last = new HashMap<>();

  History(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Looks at them all.
   *
   * @return true, for it throws if a credential was overwritten that is not older
   */
  boolean look() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SEEN)) {
      while (rows.next()) {
        note(rows.getString("connection_id"), entry(rows));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return true;
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(row.getLong("version"), row.getString("sealed"));
  }

  private void note(String connectionId, Entry now) {
    @Nullable Entry before = last.put(connectionId, now);
    boolean isForward = before == null || before.version < now.version || before.equals(now);
    if (!isForward) {
      throw new AssertionError("%s was overwritten: %s by %s".formatted(connectionId, before, now));
    }
  }

  private record Entry(long version, String sealedHash) {}
}
