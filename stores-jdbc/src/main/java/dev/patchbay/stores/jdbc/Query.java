package dev.patchbay.stores.jdbc;

import dev.patchbay.spi.store.Sealed;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A statement that binds its values one after another, and is run once. Not thread-safe. */
final class Query {
  private static final int MIN_SURROGATE = 0xD800;
  private static final int MAX_SURROGATE = 0xDFFF;
  private static final int REPLACEMENT = 0xFFFD;

  private final PreparedStatement statement;
  private int bound;

  Query(PreparedStatement statement) {
    this.statement = statement;
  }

  Query text(@Nullable String value) throws SQLException {
    statement.setString(++bound, value == null ? null : storable(value));
    return this;
  }

  /**
   * PostgreSQL keeps no NUL, and no half of a surrogate pair. What is looked up with one is in no
   * row; what a service named with one is kept without.
   */
  private static String storable(String value) {
    boolean isStorable = value.chars().noneMatch(it -> it == 0 || Character.isSurrogate((char) it));
    return isStorable
        ? value
        : value
            .codePoints()
            .map(it -> it == 0 || (it >= MIN_SURROGATE && it <= MAX_SURROGATE) ? REPLACEMENT : it)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  Query texts(Collection<String> values) throws SQLException {
    statement.setArray(
        ++bound,
        statement
            .getConnection()
            .createArrayOf("varchar", values.stream().map(Query::storable).toArray()));
    return this;
  }

  Query number(long value) throws SQLException {
    statement.setLong(++bound, value);
    return this;
  }

  Query numberOrNull(@Nullable Long value) throws SQLException {
    statement.setObject(++bound, value, Types.BIGINT);
    return this;
  }

  Query flag(boolean value) throws SQLException {
    statement.setBoolean(++bound, value);
    return this;
  }

  /** The bytes, then the id of their key. */
  Query sealed(@Nullable Sealed value) throws SQLException {
    return bytes(value == null ? null : value.bytes())
        .text(value == null ? null : value.keyId().orElse(null));
  }

  Query bytes(byte @Nullable [] value) throws SQLException {
    statement.setBytes(++bound, value);
    return this;
  }

  Query time(@Nullable Instant value) throws SQLException {
    statement.setObject(
        ++bound,
        value == null ? null : value.atOffset(ZoneOffset.UTC),
        Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  /** For {@code {later}} and {@code {earlier}}. */
  Query span(Duration value) throws SQLException {
    return number(TimeUnit.MICROSECONDS.convert(value));
  }

  /** {@return how many rows it changed} */
  int update() throws SQLException {
    try (statement) {
      return statement.executeUpdate();
    }
  }

  Query addToBatch() throws SQLException {
    statement.addBatch();
    bound = 0;
    return this;
  }

  void updateBatch() throws SQLException {
    try (statement) {
      statement.executeBatch();
    }
  }

  <T> List<T> list(RowReader<T> reader) throws SQLException {
    List<T> read = new ArrayList<>();
    try (statement;
        ResultSet rows = statement.executeQuery()) {
      Row row = new Row(rows);
      while (rows.next()) {
        read.add(reader.read(row));
      }
    }
    return read;
  }

  <T> Optional<T> first(RowReader<T> reader) throws SQLException {
    return list(reader).stream().findFirst();
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(Row row) throws SQLException;
  }
}
