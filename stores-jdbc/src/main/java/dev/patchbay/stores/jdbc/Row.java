package dev.patchbay.stores.jdbc;

import dev.patchbay.spi.store.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The row at which a result stands, by the names of its columns. */
record Row(ResultSet result) {

  String text(String column) throws SQLException {
    return present(column, result.getString(column));
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return result.getString(column);
  }

  <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
    return constantOf(type, text(column));
  }

  /** A later version may have written one that this version does not know. */
  static <E extends Enum<E>> E constantOf(Class<E> type, String name) throws SQLException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException unknown) {
      throw new SQLException("no such " + type.getSimpleName(), "22023", unknown);
    }
  }

  Instant time(String column) throws SQLException {
    return present(column, timeOrNull(column));
  }

  @Nullable Instant timeOrNull(String column) throws SQLException {
    OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  long number(String column) throws SQLException {
    return result.getLong(column);
  }

  boolean flag(String column) throws SQLException {
    return result.getBoolean(column);
  }

  Sealed sealed(String column, String keyColumn) throws SQLException {
    return present(column, sealedOrNull(column, keyColumn));
  }

  @Nullable Sealed sealedOrNull(String column, String keyColumn) throws SQLException {
    byte[] bytes = result.getBytes(column);
    if (bytes == null) {
      return null;
    }
    String keyId = result.getString(keyColumn);
    return keyId == null ? Sealed.of(bytes) : Sealed.of(bytes).withKeyId(keyId);
  }

  private static <T> T present(String column, @Nullable T value) throws SQLException {
    if (value == null) {
      throw new SQLException("column " + column + " is null", "22002");
    }
    return value;
  }
}
