package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.error.MisconfiguredException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables come about once, whoever starts when, and are those of the golden files. */
class SchemaTest {

  enum Database {
    H2,
    OLD_POSTGRES,
    NEW_POSTGRES;

    HikariDataSource create() {
      return switch (this) {
        case H2 -> TestDatabase.h2Pool();
        case OLD_POSTGRES -> PostgresServer.pool(PostgresServer.OLD.createDatabase(), 8);
        case NEW_POSTGRES -> PostgresServer.pool(PostgresServer.NEW.createDatabase(), 8);
      };
    }

    TestSchema schema() {
      return this == H2 ? TestSchema.H2 : TestSchema.POSTGRES;
    }
  }

  @ParameterizedTest
  @EnumSource
  void schemaIsThatOfTheGoldenFile(Database database) throws Exception {
    try (HikariDataSource empty = database.create()) {
      JdbcStores.on(empty);

      database.schema().assertGolden(empty);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nodesThatStartAtOnceOnAnEmptyDatabaseAllStart(Database database) throws Exception {
    try (HikariDataSource empty = database.create()) {
      startAtOnce(empty, 8);

      database.schema().assertGolden(empty);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nodesThatStartAtOnceOnThePreviousVersionAllStart(Database database) throws Exception {
    try (HikariDataSource previous = database.create()) {
      database.schema().applyPrevious(previous);
      assertThatThrownBy(() -> JdbcStores.builder(previous).withoutMigrations().build())
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageContaining("1.0")
          .hasMessageContaining("1.1");
      TestSchema.noteAsApplied(previous);

      startAtOnce(previous, 8);

      database.schema().assertGolden(previous);
    }
  }

  @ParameterizedTest
  @EnumSource
  void operatorCanApplyTheSameFiles(Database database) throws Exception {
    try (HikariDataSource prepared = database.create()) {
      assertThatThrownBy(() -> JdbcStores.builder(prepared).withoutMigrations().build())
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageContaining("there are none");
      database.schema().applyPrevious(prepared);
      TestSchema.apply(prepared, database.schema().file("V1_1__connections_of_a_member.sql"));

      JdbcStores.builder(prepared).withoutMigrations().build();

      database.schema().assertGolden(prepared);
    }
  }

  @ParameterizedTest
  @EnumSource
  void laterMajorVersionIsRefusedAndALaterMinorOneIsNot(Database database) throws Exception {
    try (HikariDataSource later = database.create()) {
      JdbcStores.on(later);
      TestSchema.apply(later, "UPDATE patchbay_schema SET minor = 9");
      JdbcStores.on(later);
      TestSchema.apply(later, "UPDATE patchbay_schema SET major = 2, minor = 0");

      assertThatThrownBy(() -> JdbcStores.on(later))
          .isInstanceOf(MisconfiguredException.class)
          .hasMessageContaining("version 2.0")
          .hasMessageContaining("up to 1.1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tablesOfTheHostAreNoReasonToRefuse(Database database) throws Exception {
    try (HikariDataSource used = database.create()) {
      TestSchema.apply(used, "CREATE TABLE connection_of_host (id INTEGER)");

      JdbcStores.on(used);

      assertThat(TestSchema.count(used, "SELECT COUNT(*) FROM connection_of_host")).isZero();
    }
  }

  private static void startAtOnce(DataSource dataSource, int nodes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      List<Future<?>> starting = new ArrayList<>();
      for (int node = 0; node < nodes; node++) {
        starting.add(threads.submit(() -> JdbcStores.on(dataSource)));
      }
      for (Future<?> started : starting) {
        started.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
