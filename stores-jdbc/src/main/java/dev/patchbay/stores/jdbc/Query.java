package dev.patchbay.stores.jdbc;

import dev.patchbay.spi.store.Sealed;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A statement, and the values that it binds one after another. Run once. Not thread-safe. */
final class Query {
  private static final int MIN_SURROGATE = 0xD800;
  private static final int MAX_SURROGATE = 0xDFFF;
  private static final int REPLACEMENT = 0xFFFD;

  private final Work work;
  private final String sql;
  private final Duration limit;
  private final List<Value> values = new ArrayList<>();
  private final List<List<Value>> batch = new ArrayList<>();
  private boolean unlessThere;
  private int changed;

  Query(Work work, String sql, Duration limit) {
    this.work = work;
    this.sql = sql;
    this.limit = limit;
  }

  String sql() {
    return sql;
  }

  Duration limit() {
    return limit;
  }

  /** A row in its way, where the database fails on that, means that it changes none. */
  Query unlessThere() {
    unlessThere = true;
    return this;
  }

  Query text(@Nullable String value) {
    @Nullable String text = value == null ? null : storable(value);
    return add((statement, place) -> statement.setString(place, text));
  }

  private Query add(Value value) {
    values.add(value);
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

  Query texts(Collection<String> values) {
    Object[] texts = values.stream().map(Query::storable).toArray();
    return add(
        (statement, place) ->
            statement.setArray(place, statement.getConnection().createArrayOf("varchar", texts)));
  }

  Query number(long value) {
    return add((statement, place) -> statement.setLong(place, value));
  }

  Query numberOrNull(@Nullable Long value) {
    return add((statement, place) -> statement.setObject(place, value, Types.BIGINT));
  }

  Query flag(boolean value) {
    return add((statement, place) -> statement.setBoolean(place, value));
  }

  /** The bytes, then the id of their key. */
  Query sealed(@Nullable Sealed value) {
    return bytes(value == null ? null : value.bytes())
        .text(value == null ? null : value.keyId().orElse(null));
  }

  Query bytes(byte @Nullable [] value) {
    return add((statement, place) -> statement.setBytes(place, value));
  }

  /**
   * Without its name PostgreSQL's driver leaves the type of a null open, asks the server for it,
   * and then gives the statement a round trip of its own.
   */
  Query time(@Nullable Instant value) {
    if (value == null) {
      return add(
          (statement, place) ->
              statement.setNull(place, Types.TIMESTAMP_WITH_TIMEZONE, "timestamptz"));
    }
    OffsetDateTime time = value.atOffset(ZoneOffset.UTC);
    return add(
        (statement, place) -> statement.setObject(place, time, Types.TIMESTAMP_WITH_TIMEZONE));
  }

  /** For {@code {later}} and {@code {earlier}}. */
  Query span(Duration value) {
    return number(TimeUnit.MICROSECONDS.convert(value));
  }

  /** {@return how many rows it changed} */
  int update() throws SQLException {
    try {
      changed = work.run(this, PreparedStatement::getUpdateCount);
    } catch (SQLException failure) {
      if (!unlessThere || !SqlFailures.isInTheWay(failure)) {
        throw failure;
      }
    }
    return changed;
  }

  /**
   * Runs the change before the next statement of the transaction, in one round trip with it where
   * the database takes that; before the commit if there is none.
   */
  void updateWithNext() throws SQLException {
    work.runWithNext(this);
  }

  /** {@return how many rows it changed, if it was run} */
  int changed() {
    return changed;
  }

  Query addToBatch() {
    batch.add(List.copyOf(values));
    values.clear();
    return this;
  }

  void updateBatch() throws SQLException {
    work.runBatch(this);
  }

  <T> List<T> list(RowReader<T> reader) throws SQLException {
    return work.run(this, statement -> read(statement, reader));
  }

  private static <T> List<T> read(PreparedStatement statement, RowReader<T> reader)
      throws SQLException {
    List<T> read = new ArrayList<>();
    try (ResultSet rows = statement.getResultSet()) {
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

  /** {@return the place of the last value, where those before it took so many} */
  int bind(PreparedStatement statement, int taken) throws SQLException {
    return bind(statement, taken, values);
  }

  void bindBatch(PreparedStatement statement) throws SQLException {
    for (List<Value> each : batch) {
      bind(statement, 0, each);
      statement.addBatch();
    }
  }

  private static int bind(PreparedStatement statement, int taken, List<Value> values)
      throws SQLException {
    int place = taken;
    for (Value value : values) {
      value.bind(statement, ++place);
    }
    return place;
  }

  /** Takes note of what it did, and goes on to what the statement after it did. */
  void passResult(PreparedStatement statement) throws SQLException {
    changed = statement.getUpdateCount();
    statement.getMoreResults();
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  @FunctionalInterface
  private interface Value {
    void bind(PreparedStatement statement, int place) throws SQLException;
  }
}
