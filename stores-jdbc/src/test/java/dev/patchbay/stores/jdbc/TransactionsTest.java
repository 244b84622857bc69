package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.TemporaryFailureException;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds in every transaction of ours on PostgreSQL. */
@Tag("one-jdk")
class TransactionsTest {
  private static final String LOCK = "UPDATE patchbay_schema SET minor = minor";

  private final TestDatabase database = TestDatabase.postgres(PostgresServer.OLD);
  private final Transactions transactions = Transactions.on(database.dataSource());

  @Test
  void limitOnIdlenessHoldsInTheFirstStatementAndEndsWithTheTransaction() throws Exception {
    try (var pool = PostgresServer.pool(PostgresServer.OLD.createDatabase(), 1)) {
      Transactions onOneConnection = Transactions.on(pool);

      assertThat(onOneConnection.together("Looking", TransactionsTest::idleLimit)).isEqualTo("2s");
      assertThat(onOneConnection.alone("Looking", TransactionsTest::idleLimit)).isEqualTo("0");
    }
  }

  private static String idleLimit(Work work) throws SQLException {
    return work.query("SELECT current_setting('idle_in_transaction_session_timeout') AS idle_limit")
        .list(row -> row.text("idle_limit"))
        .get(0);
  }

  @Test
  void lockOfTheFirstStatementIsNotKeptByWhoIsIdle() {
    assertThatThrownBy(() -> transactions.together("Idling", this::idle))
        .isInstanceOf(TemporaryFailureException.class);
  }

  private boolean idle(Work work) throws SQLException {
    work.query(LOCK).update();
    assertThat(isLocked()).isTrue();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !isLocked());
    return true;
  }

  private boolean isLocked() throws SQLException {
    return TestSchema.count(
            database.dataSource(),
            "SELECT COUNT(*) FROM (SELECT 1 FROM patchbay_schema FOR UPDATE SKIP LOCKED) free")
        == 0;
  }

  @Test
  void changeThatNothingFollowsIsMadeBeforeTheCommit() throws Exception {
    transactions.together("Changing", this::changeWithNext);

    assertThat(TestSchema.count(database.dataSource(), "SELECT minor FROM patchbay_schema"))
        .isEqualTo(-1);
  }

  @Test
  void changeThatIsAloneIsMadeToo() throws Exception {
    transactions.alone("Changing", this::changeWithNext);

    assertThat(TestSchema.count(database.dataSource(), "SELECT minor FROM patchbay_schema"))
        .isEqualTo(-1);
  }

  private boolean changeWithNext(Work work) throws SQLException {
    work.query("UPDATE patchbay_schema SET minor = ?").number(-1).updateWithNext();
    return true;
  }
}
