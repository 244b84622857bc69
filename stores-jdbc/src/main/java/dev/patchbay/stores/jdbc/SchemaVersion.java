package dev.patchbay.stores.jdbc;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables there are. A minor version adds what an older node can ignore; a major one does not.
 */
record SchemaVersion(long major, long minor) {
  private static final SchemaVersion OURS = new SchemaVersion(1, 1);

  /** Of PostgreSQL, of H2 with other tables, and of H2 without any. */
  private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S04");

  static void check(Transactions transactions) {
    Optional<SchemaVersion> found =
        transactions.alone("Reading the version of the tables", SchemaVersion::find);
    if (found.isEmpty()) {
      throw misfit(
          "there are none; apply the SQL files in \"patchbay-schema\", or let the stores do it");
    }
    if (found.get().major() > OURS.major()) {
      throw misfit(
          "they are of version %s, and this version of Patchbay knows them up to %s; update it"
              .formatted(found.get(), OURS));
    }
    if (found.get().isBefore(OURS)) {
      throw misfit(
          "they are of version %s, and version %s is needed; apply the SQL files since then"
              .formatted(found.get(), OURS));
    }
  }

  private static Optional<SchemaVersion> find(Work work) throws SQLException {
    try {
      return work.query("SELECT major, minor FROM patchbay_schema")
          .first(row -> new SchemaVersion(row.number("major"), row.number("minor")));
    } catch (SQLException failure) {
      if (NO_TABLE.contains(failure.getSQLState())) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private boolean isBefore(SchemaVersion other) {
    return major < other.major || (major == other.major && minor < other.minor);
  }

  private static MisconfiguredException misfit(String found) {
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.INVALID_CONFIGURATION,
                "Stores were to be opened on the tables of a database, but " + found + ".")
            .build());
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
