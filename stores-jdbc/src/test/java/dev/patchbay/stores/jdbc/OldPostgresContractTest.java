package dev.patchbay.stores.jdbc;

import dev.patchbay.testkit.stores.ConnectionDeletionContract;
import dev.patchbay.testkit.stores.ConnectionHistoryContract;
import dev.patchbay.testkit.stores.ConnectionListContract;
import dev.patchbay.testkit.stores.ConnectionPurgeContract;
import dev.patchbay.testkit.stores.ConnectionStoreContract;
import dev.patchbay.testkit.stores.DueTokenSetContract;
import dev.patchbay.testkit.stores.FingerprintContract;
import dev.patchbay.testkit.stores.RefreshFailureContract;
import dev.patchbay.testkit.stores.SealedStoreContract;
import dev.patchbay.testkit.stores.SessionCompletionContract;
import dev.patchbay.testkit.stores.SessionPurgeContract;
import dev.patchbay.testkit.stores.SessionStoreContract;
import dev.patchbay.testkit.stores.SessionSweepContract;
import dev.patchbay.testkit.stores.StagedGrantContract;
import dev.patchbay.testkit.stores.StoreRaceContract;
import dev.patchbay.testkit.stores.StoreReadContract;
import dev.patchbay.testkit.stores.TokenSetContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The contract suites, run on the oldest PostgreSQL that is supported. */
@Tag("one-jdk")
class OldPostgresContractTest {
  private static final TestDatabase DATABASE = TestDatabase.postgres(PostgresServer.OLD);

  interface Fixture extends JdbcFixture {
    @Override
    default TestDatabase database() {
      return DATABASE;
    }
  }

  @Nested
  class ConnectionDeletionTest extends ConnectionDeletionContract implements Fixture {}

  @Nested
  class ConnectionHistoryTest extends ConnectionHistoryContract implements Fixture {}

  @Nested
  class ConnectionListTest extends ConnectionListContract implements Fixture {}

  @Nested
  class ConnectionPurgeTest extends ConnectionPurgeContract implements Fixture {}

  @Nested
  class ConnectionStoreTest extends ConnectionStoreContract implements Fixture {}

  @Nested
  class DueTokenSetTest extends DueTokenSetContract implements Fixture {}

  @Nested
  class FingerprintTest extends FingerprintContract implements Fixture {}

  @Nested
  class RefreshFailureTest extends RefreshFailureContract implements Fixture {}

  @Nested
  class SealedStoreTest extends SealedStoreContract implements Fixture {}

  @Nested
  class SessionCompletionTest extends SessionCompletionContract implements Fixture {}

  @Nested
  class SessionPurgeTest extends SessionPurgeContract implements Fixture {}

  @Nested
  class SessionStoreTest extends SessionStoreContract implements Fixture {}

  @Nested
  class SessionSweepTest extends SessionSweepContract implements Fixture {}

  @Nested
  class StagedGrantTest extends StagedGrantContract implements Fixture {}

  @Nested
  class StoreRaceTest extends StoreRaceContract implements Fixture {}

  @Nested
  class StoreReadTest extends StoreReadContract implements Fixture {}

  @Nested
  class TokenSetTest extends TokenSetContract implements Fixture {}
}
