package dev.patchbay.stores.jdbc;

import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns that hold something sealed, in the order in which they are searched. */
enum SealedColumn {
  CREDENTIAL(CipherContext.CREDENTIAL, "patchbay_token_set", "sealed", "connection_id") {
    @Override
    String selection() {
      return """
      SELECT t.connection_id AS owner_id, t.name AS token_set, t.version AS version,
        t.sealed AS sealed, t.sealed_key AS sealed_key,
        c.workspace_id, c.integration_type, c.details
      FROM patchbay_token_set t JOIN patchbay_connection c ON c.id = t.connection_id
      WHERE t.sealed_key = ? AND c.deleted_at IS NULL
        AND t.connection_id >= ? AND (t.connection_id > ? OR t.name > ?)
      ORDER BY t.connection_id, t.name LIMIT ?""";
    }
  },
  ACCOUNT(CipherContext.ACCOUNT, "patchbay_connection", "sealed_account", "id") {
    @Override
    String selection() {
      return """
      SELECT id AS owner_id, NULL AS token_set, sealed_account_version AS version,
        sealed_account AS sealed, sealed_account_key AS sealed_key,
        workspace_id, integration_type, details
      FROM patchbay_connection
      WHERE sealed_account_key = ? AND deleted_at IS NULL AND id > ?
      ORDER BY id LIMIT ?""";
    }
  },
  VERIFIER(CipherContext.VERIFIER, "patchbay_session", "verifier", "id") {
    @Override
    String selection() {
      return ofSession();
    }
  },
  STAGED_GRANT(CipherContext.STAGED_GRANT, "patchbay_session", "staged_grant", "id") {
    @Override
    String selection() {
      return ofSession();
    }
  };

  private final String field;
  private final String table;
  private final String column;
  private final String keyColumn;
  private final String ownerColumn;

  SealedColumn(String field, String table, String column, String ownerColumn) {
    this.field = field;
    this.table = table;
    this.column = column;
    this.keyColumn = column + "_key";
    this.ownerColumn = ownerColumn;
  }

  static Optional<SealedColumn> of(CipherContext place) {
    return List.of(values()).stream().filter(it -> it.field.equals(place.field())).findFirst();
  }

  /** {@return the statement that finds values by key, after an owner and in its order} */
  abstract String selection();

  String ofSession() {
    return """
    SELECT id AS owner_id, NULL AS token_set, 0 AS version, %1$s AS sealed, %2$s AS sealed_key,
      workspace_id, integration_type, details
    FROM patchbay_session
    WHERE %2$s = ? AND id > ?
    ORDER BY id LIMIT ?"""
        .formatted(column, keyColumn);
  }

  List<SealedValue> find(Work work, String keyId, Optional<CipherContext> after, int batch)
      throws SQLException {
    String owner = after.map(CipherContext::ownerId).orElse("");
    Query query = work.query(selection()).text(keyId).text(owner);
    if (this == CREDENTIAL) {
      query.text(owner).text(after.flatMap(CipherContext::tokenSet).orElse(""));
    }
    return query.number(batch).list(this::read);
  }

  private SealedValue read(Row row) throws SQLException {
    CipherContext.Builder place =
        CipherContext.builder(
                WorkspaceId.of(row.text("workspace_id")),
                row.text("owner_id"),
                row.text("integration_type"),
                field)
            .tokenSet(row.textOrNull("token_set"))
            .version(row.number("version"));
    Details.parse(row.text("details")).texts("variables").forEach(place::variable);
    return new SealedValue(place.build(), row.sealed("sealed", "sealed_key"));
  }

  /** {@return the first key id after one that something in the column is sealed with} */
  Optional<String> keyAfter(Work work, String keyId) throws SQLException {
    String sql = "SELECT MIN(%1$s) AS key_id FROM %2$s WHERE %1$s > ?".formatted(keyColumn, table);
    return work.query(sql)
        .text(keyId)
        .first(row -> Optional.ofNullable(row.textOrNull("key_id")))
        .flatMap(found -> found);
  }

  long count(Work work, String keyId) throws SQLException {
    String sql = "SELECT COUNT(*) AS found FROM %s WHERE %s = ?".formatted(table, keyColumn);
    return work.query(sql).text(keyId).list(row -> row.number("found")).get(0);
  }

  /** On the condition that exactly that value stands there. */
  boolean replace(Work work, SealedValue value, Sealed sealed) throws SQLException {
    CipherContext place = value.context();
    Optional<String> keyId = value.sealed().keyId();
    String sql =
        "UPDATE %s SET %s = ?, %s = ? WHERE workspace_id = ? AND %s = ? AND %s = ?%s%s"
            .formatted(table, column, keyColumn, ownerColumn, column, ofKey(keyId), ofVersion());
    Query update =
        work.query(sql)
            .sealed(sealed)
            .text(place.workspaceId().value())
            .text(place.ownerId())
            .bytes(value.sealed().bytes());
    for (String text : identity(place, keyId.orElse(null))) {
      update.text(text);
    }
    if (!ofVersion().isEmpty()) {
      update.number(place.version());
    }
    return update.update() == 1;
  }

  private String ofKey(Optional<String> keyId) {
    String key =
        keyId.isPresent() ? " AND " + keyColumn + " = ?" : " AND " + keyColumn + " IS NULL";
    return this == CREDENTIAL ? key + " AND name = ?" : key;
  }

  private String ofVersion() {
    return switch (this) {
      case CREDENTIAL -> " AND version = ?";
      case ACCOUNT -> " AND sealed_account_version = ?";
      case VERIFIER, STAGED_GRANT -> "";
    };
  }

  private List<String> identity(CipherContext place, @Nullable String keyId) {
    List<String> texts = new ArrayList<>();
    if (keyId != null) {
      texts.add(keyId);
    }
    if (this == CREDENTIAL) {
      texts.add(place.tokenSet().orElse(""));
    }
    return texts;
  }
}
