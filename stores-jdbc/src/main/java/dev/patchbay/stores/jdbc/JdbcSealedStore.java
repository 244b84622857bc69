package dev.patchbay.stores.jdbc;

import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is sealed in the database. */
final class JdbcSealedStore implements SealedStore {
  private final Transactions transactions;

  JdbcSealedStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Jumps from key to key, of which there are few. */
  @Override
  public Set<String> keyIds() {
    return transactions.alone(
        "Finding the keys in use",
        work -> {
          Set<String> keyIds = new HashSet<>();
          for (SealedColumn column : SealedColumn.values()) {
            addKeys(work, column, keyIds);
          }
          return Set.copyOf(keyIds);
        });
  }

  private static void addKeys(Work work, SealedColumn column, Set<String> keyIds)
      throws SQLException {
    Optional<String> next = column.keyAfter(work, "");
    while (next.isPresent()) {
      keyIds.add(next.get());
      next = column.keyAfter(work, next.get());
    }
  }

  @Override
  public long count(String keyId) {
    return transactions.alone(
        "Counting what is sealed with a key",
        work -> {
          long count = 0;
          for (SealedColumn column : SealedColumn.values()) {
            count += column.count(work, keyId);
          }
          return count;
        });
  }

  @Override
  public List<SealedValue> find(String keyId, Optional<SealedValue> after, int batch) {
    return transactions.alone(
        "Finding what is sealed with a key", work -> find(work, keyId, after, batch));
  }

  private static List<SealedValue> find(
      Work work, String keyId, Optional<SealedValue> after, int batch) throws SQLException {
    Optional<SealedColumn> begin = after.flatMap(last -> SealedColumn.of(last.context()));
    List<SealedValue> found = new ArrayList<>();
    for (SealedColumn column : SealedColumn.values()) {
      boolean isBehind = begin.isPresent() && column.compareTo(begin.get()) < 0;
      if (!isBehind && found.size() < batch) {
        boolean isWithin = begin.isPresent() && column == begin.get();
        found.addAll(
            column.find(
                work,
                keyId,
                isWithin ? after.map(SealedValue::context) : Optional.empty(),
                batch - found.size()));
      }
    }
    return List.copyOf(found);
  }

  @Override
  public boolean reseal(SealedValue value, Sealed sealed) {
    return transactions.alone(
        "Sealing a value anew",
        work -> {
          Optional<SealedColumn> column = SealedColumn.of(value.context());
          return column.isPresent() && column.get().replace(work, value, sealed);
        });
  }

  @Override
  public Sealed keepCheck(String keyId, Sealed check) {
    return transactions.together(
        "Keeping the check value of a key",
        work -> {
          String sql =
              "INSERT INTO patchbay_key_check (key_id, sealed, sealed_key) VALUES (?, ?, ?)";
          boolean first = work.insertUnlessThere(sql).text(keyId).sealed(check).update() == 1;
          return first ? check : check(work, keyId).orElseThrow();
        });
  }

  @Override
  public Optional<Sealed> findCheck(String keyId) {
    return transactions.alone("Finding the check value of a key", work -> check(work, keyId));
  }

  private static Optional<Sealed> check(Work work, String keyId) throws SQLException {
    String sql = "SELECT sealed, sealed_key FROM patchbay_key_check WHERE key_id = ?";
    return work.query(sql).text(keyId).first(row -> row.sealed("sealed", "sealed_key"));
  }
}
