package dev.patchbay.stores.jdbc.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.ciphers.tink.KeyType;
import dev.patchbay.ciphers.tink.KeysetFile;
import dev.patchbay.ciphers.tink.KeysetSource;
import dev.patchbay.ciphers.tink.TinkCipher;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.stores.jdbc.PostgresServer;
import dev.patchbay.stores.jdbc.TestDatabase;
import dev.patchbay.stores.jdbc.TestSchema;
import dev.patchbay.stores.jdbc.outage.DatabaseLine.Cut;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database goes away at each statement of an operation, in three ways, and comes back once the
 * operation has returned: it says so by its type, nothing is half done, and what this process has
 * is kept.
 */
@Tag("one-jdk")
class CutDatabaseIT {
  private static final int AT_ONCE = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicInteger HOSTS = new AtomicInteger();

  @TempDir private static Path folder;
  private static Sandbox sandbox;
  private static TestDatabase database;
  private static CutHost.Shared shared;

  @BeforeAll
  static void open() {
    sandbox = Sandbox.start();
    Path keyset = folder.resolve("keyset.json");
    KeysetFile.inClear(keyset).create(KeyType.AES_256_GCM);
    String url = PostgresServer.NEW.createDatabase();
    database = new TestDatabase(PostgresServer.pool(url, 1));
    URI address = URI.create(url.substring("jdbc:".length()));
    shared =
        new CutHost.Shared(
            address.getPath().substring(1),
            address.getPort(),
            TinkCipher.from(KeysetSource.file(keyset)));
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  void createLeavesAWholeSessionOrNone() throws Exception {
    cutEverywhere(
        host -> host.workspace,
        (host, workspace) -> host.begin(),
        (host, workspace, begun) -> {
          if (begun != null) {
            assertThat(now(host, begun).status()).isEqualTo(SessionStatus.PENDING);
          }
          assertThat(now(host, whenBack(host::begin)).status()).isEqualTo(SessionStatus.PENDING);
        });
  }

  @Test
  void callbackEndsItsSessionAndLosesNoGrant() throws Exception {
    cutEverywhere(
        host -> {
          Session session = host.begin();
          return new Arrived(session, host.approve(session));
        },
        (host, arrived) -> host.callback(arrived.query()),
        (host, arrived, result) -> {
          // As a browser does that was shown an error.
          whenBack(() -> host.callback(arrived.query()));
          patiently().until(() -> now(host, arrived.session()).isEnded());
          assertEnded(host, now(host, arrived.session()));
        });
  }

  private static void assertEnded(CutHost host, Session session) {
    List<Connection> connections =
        whenBack(
            () ->
                host.integrations
                    .connections()
                    .list(host.workspace, ConnectionFilter.all())
                    .connections());
    assertThat(host.service.codesSeen().values()).allMatch(count -> count == 1);
    if (session.status() == SessionStatus.COMPLETE) {
      assertThat(connections).singleElement().matches(it -> isAlive(host, it));
      assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    } else {
      assertThat(session.failure().orElseThrow().code()).isEqualTo("exchange_outcome_unknown");
      assertThat(connections).isEmpty();
      assertThat(host.service.codesSeen()).isEmpty();
    }
  }

  @Test
  void refreshLosesNoToken() throws Exception {
    cutEverywhere(
        CutDatabaseIT::connectExpired,
        (host, connection) -> host.isAlive(connection),
        (host, connection, alive) -> {
          assertThat(alive).isNotEqualTo(false);
          patiently()
              .ignoreExceptionsInstanceOf(IntegrationException.class)
              .until(() -> host.isAlive(connection));
          assertThat(host.service.refreshesSeen().values()).containsOnly(1);
          assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
        });
  }

  private static Connection connectExpired(CutHost host) {
    Connection connection = host.connect();
    database.execute(
        "UPDATE patchbay_token_set SET expires_at = now() WHERE connection_id = '"
            + connection.id()
            + "'");
    return connection;
  }

  @Test
  void deletionIsDoneOrNotBegun() throws Exception {
    Queue<Connection> deleted = new ConcurrentLinkedQueue<>();
    cutEverywhere(
        CutHost::connect,
        CutDatabaseIT::delete,
        (host, connection, receipt) -> {
          assertDeletable(host, connection, receipt);
          deleted.add(connection);
        });
    CutHost sweeping = new CutHost(sandbox, shared, HOSTS.incrementAndGet());
    try {
      patiently().until(() -> tokenSets(deleted) == 0);
    } finally {
      sweeping.close();
    }
  }

  private static DeletionReceipt delete(CutHost host, Connection connection) {
    return host.integrations
        .connections()
        .delete(host.workspace, connection.id(), RevocationMode.AUTO);
  }

  private static void assertDeletable(
      CutHost host, Connection connection, @Nullable DeletionReceipt receipt) {
    try {
      assertThat(isAlive(host, connection)).isTrue();
      assertThat(receipt).isNull();
      assertThat(whenBack(() -> delete(host, connection))).isNotNull();
    } catch (NotFoundException gone) {
      assertThat(gone.code()).isEqualTo(ErrorCode.CONNECTION_NOT_FOUND);
    }
    assertThatThrownBy(
            () ->
                whenBack(
                    () -> host.integrations.connections().get(host.workspace, connection.id())))
        .isInstanceOf(NotFoundException.class);
  }

  private static Session now(CutHost host, Session session) {
    return whenBack(() -> host.integrations.sessions().get(host.workspace, session.id()));
  }

  private static boolean isAlive(CutHost host, Connection connection) {
    return whenBack(() -> host.isAlive(connection));
  }

  /**
   * Asks again as long as the store is said to be away: a pool recovers by and by, and the silent
   * cuts beside hold the row that counts all sessions until the server gives their clients up.
   */
  private static <T> T whenBack(Callable<T> call) {
    return patiently()
        .ignoreExceptionsMatching(CutDatabaseIT::saysStoreIsAway)
        .until(call, Objects::nonNull);
  }

  private static boolean saysStoreIsAway(Throwable failure) {
    return failure instanceof TemporaryFailureException away
        && away.code() == ErrorCode.STORE_UNAVAILABLE;
  }

  private static ConditionFactory patiently() {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .atMost(PATIENCE);
  }

  /** Runs an operation as often as it has statements, with each of them cut in each way. */
  private static <P, R> void cutEverywhere(
      Preparation<P> preparation, Operation<P, R> operation, Check<P, R> check) throws Exception {
    int statements = trial(preparation, operation, check, new Place(0, Cut.NONE));
    assertThat(statements).isPositive();
    List<Callable<Integer>> trials = new ArrayList<>();
    for (int statement = 1; statement <= statements; statement++) {
      for (Cut cut : List.of(Cut.BEFORE, Cut.AFTER, Cut.SILENT)) {
        Place place = new Place(statement, cut);
        trials.add(() -> trial(preparation, operation, check, place));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (Future<Integer> trial : threads.invokeAll(trials)) {
        assertThat(trial.get()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static <P, R> int trial(
      Preparation<P> preparation, Operation<P, R> operation, Check<P, R> check, Place place) {
    try (CutHost host = new CutHost(sandbox, shared, HOSTS.incrementAndGet())) {
      P prepared = prepared(preparation, host);
      host.line.cutAt(place.statement(), place.cut());
      R result = returned(() -> operation.run(host, prepared));
      int statements = host.line.statements();
      host.mend();
      check.check(host, prepared, result);
      return statements;
    } catch (AssertionError | Exception failure) {
      // On one line, so that the summary of the build tells the cause.
      String cause = failure.toString().replaceAll("\\s+", " ");
      throw new AssertionError(place + ": " + cause, failure);
    }
  }

  /** The machine may be so busy that even a good line, or the service, is too slow. */
  private static <P> P prepared(Preparation<P> preparation, CutHost host) {
    return patiently()
        .ignoreExceptionsInstanceOf(TemporaryFailureException.class)
        .until(() -> preparation.prepare(host), Objects::nonNull);
  }

  /** {@return what an operation gave, or null if it said that the store is away} */
  private static <R> @Nullable R returned(Callable<R> operation) throws Exception {
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      return caller.submit(operation).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      assertThat(failed.getCause())
          .isInstanceOfSatisfying(
              IntegrationException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
      return null;
    } finally {
      caller.shutdownNow();
    }
  }

  private static long tokenSets(Collection<Connection> connections) throws SQLException {
    String ids =
        connections.stream().map(it -> "'" + it.id() + "'").collect(Collectors.joining(", "));
    return TestSchema.count(
        database.dataSource(),
        "SELECT COUNT(*) FROM patchbay_token_set WHERE connection_id IN (" + ids + ")");
  }

  private record Arrived(Session session, String query) {}

  private record Place(int statement, Cut cut) {}

  @FunctionalInterface
  private interface Preparation<P> {
    P prepare(CutHost host);
  }

  @FunctionalInterface
  private interface Operation<P, R> {
    R run(CutHost host, P prepared);
  }

  @FunctionalInterface
  private interface Check<P, R> {
    void check(CutHost host, P prepared, @Nullable R result);
  }
}
