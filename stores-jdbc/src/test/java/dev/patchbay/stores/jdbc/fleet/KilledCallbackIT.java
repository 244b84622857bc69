package dev.patchbay.stores.jdbc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.Integrations;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.stores.jdbc.PostgresServer;
import dev.patchbay.stores.jdbc.TestSchema;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node dies between any two trips of a callback to its database. Its session ends as if it had
 * not, but where the grant died with the node; and what nobody will use is revoked.
 */
@Tag("one-jdk")
class KilledCallbackIT {
  private static final Mode MODE = Mode.STRICT;
  private static final String ID = MODE.id(1);

  /** So many trips to the database, the first of a callback, find and claim its session. */
  private static final int CLAIM = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String COMPLETE = "complete";
  private static final String LOST = "exchange_outcome_unknown";
  private static final String REFUSED = "account_mismatch";

  private Fleet fleet;
  private SandboxService service;
  private Child child;
  private HikariDataSource pool;
  private Integrations survivor;

  @BeforeEach
  void start(@TempDir Path folder) {
    fleet = Fleet.in(folder);
    service = fleet.service(ID);
    child = fleet.children(1).get(0);
    pool = PostgresServer.pool(fleet.settings.jdbcUrl(), 4);
    NodeSettings impatient = fleet.settings.patient(Duration.ofSeconds(1));
    survivor =
        Nodes.built(
            Nodes.builder(impatient, Halts.none(), pool).identityRetry(Duration.ofSeconds(5)),
            RefreshProbe.NONE);
  }

  @AfterEach
  void close() {
    survivor.close();
    pool.close();
    fleet.close();
  }

  @Test
  void sessionEndsAsIfItsNodeHadNotDied() throws Exception {
    ConnectionId owned = connect("owner");
    List<Interrupted> completing = interrupt("new", request());
    List<Interrupted> refused = interrupt("other", request().connectionId(owned));
    haltTogether(completing.stream().filter(it -> it.statement() > CLAIM));
    haltOneByOne(completing.stream().filter(it -> it.statement() <= CLAIM));
    haltOneByOne(refused.stream());
    child.kill();
    child.awaitDead();

    List<String> completed = completing.stream().map(this::end).toList();
    List<String> ended = refused.stream().map(this::end).toList();

    assertThat(String.join(" ", completed)).matches(pattern(COMPLETE));
    assertThat(String.join(" ", ended)).matches(pattern(REFUSED));
    assertThat(service.codesSeen().values()).containsOnly(1);
    assertConnected(completed.stream().filter(COMPLETE::equals).count() + 2);
    long unused = ended.stream().filter(REFUSED::equals).count() + 1;
    Awaitility.await().atMost(PATIENCE).until(() -> revoked() == unused);
    Awaitility.await().atMost(PATIENCE).untilAsserted(this::assertNothingStaged);
  }

  /** Killed before the claim, before the grant was stored, and after that. */
  private static String pattern(String end) {
    return "(%1$s )+%2$s( %1$s)+".formatted(end, LOST);
  }

  private static SessionRequest.Builder request() {
    return SessionRequest.builder(Fleet.WORKSPACE, ID);
  }

  private ConnectionId connect(String account) {
    Arrived arrived = arrive(account, request());
    return callBack(arrived.query()).connectionId().orElseThrow();
  }

  /** A user approves with an account of his own, and comes back. */
  private Arrived arrive(String account, SessionRequest.Builder request) {
    service.signIn(SandboxAccount.builder("id-" + account, account).build());
    Session session = survivor.sessions().create(request.build());
    return new Arrived(session, fleet.approved(session));
  }

  private Session callBack(String query) {
    return survivor.sessions().completeCallback(CallbackRequest.ofQuery(ID, query)).session();
  }

  /** Begins as many callbacks as one has statements, each to halt before another one. */
  private List<Interrupted> interrupt(String prefix, SessionRequest.Builder request)
      throws Exception {
    int statements = statements(prefix, arrive(prefix, request));
    assertThat(statements).isGreaterThan(5);
    List<Interrupted> interrupted = new ArrayList<>();
    for (int statement = 1; statement <= statements; statement++) {
      interrupted.add(
          new Interrupted(
              node(prefix + statement), arrive(prefix + statement, request), statement));
    }
    return interrupted;
  }

  private int statements(String prefix, Arrived arrived) throws Exception {
    return Integer.parseInt(
        node(prefix)
            .interruptedCallback(ID, arrived.query(), 0)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  private RemoteNode node(String name) throws Exception {
    RemoteNode node = new RemoteNode(child, name);
    Fleet.requireAll("started", Child.all(List.of(node.start(fleet.settings))));
    return node;
  }

  private static void haltTogether(Stream<Interrupted> interrupted) {
    List<Interrupted> all = interrupted.toList();
    all.forEach(Interrupted::begin);
    all.forEach(Interrupted::awaitHalted);
  }

  /** Of those that have locks which the next one needs, until the server ends them. */
  private static void haltOneByOne(Stream<Interrupted> interrupted) {
    interrupted.forEach(
        next -> {
          next.begin();
          next.awaitHalted();
        });
  }

  /**
   * A browser that got no answer comes again; where that is too late, the session ends by itself.
   */
  private String end(Interrupted interrupted) {
    Session session = interrupted.arrived().session();
    if (!record(session).isExchanging()) {
      comeAgain(interrupted.arrived().query());
    }
    Awaitility.await().atMost(PATIENCE).until(() -> record(session).session().isEnded());
    return record(session).session().failure().map(SessionFailure::code).orElse(COMPLETE);
  }

  /** What the dead node has locked keeps others out until the server notices. */
  private void comeAgain(String query) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(TemporaryFailureException.class)
        .until(() -> callBack(query), Objects::nonNull);
  }

  private SessionRecord record(Session session) {
    return fleet.database.sessions().find(Fleet.WORKSPACE, session.id()).orElseThrow();
  }

  private void assertConnected(long count) {
    List<Connection> connections =
        survivor
            .connections()
            .list(Fleet.WORKSPACE, ConnectionFilter.builder().limit(100).build())
            .connections();
    assertThat(connections)
        .hasSize((int) count)
        .allMatch(
            it ->
                service.isAlive(
                    survivor
                        .connections()
                        .credentials(Fleet.WORKSPACE, it.id())
                        .accessToken()
                        .reveal()));
  }

  private long revoked() {
    return service.requests(Endpoint.REVOKE).stream()
        .map(request -> request.bodyField("token").orElseThrow())
        .collect(Collectors.toSet())
        .size();
  }

  private void assertNothingStaged() throws Exception {
    String staged = "SELECT COUNT(*) FROM patchbay_session WHERE staged_grant IS NOT NULL";
    assertThat(TestSchema.count(fleet.database.dataSource(), staged)).isZero();
  }

  private record Arrived(Session session, String query) {}

  private record Interrupted(RemoteNode node, Arrived arrived, int statement) {
    private void begin() {
      CompletableFuture<String> unused = node.interruptedCallback(ID, arrived.query(), statement);
    }

    private void awaitHalted() {
      Awaitility.await().atMost(PATIENCE).until(() -> node.halted() == 1);
    }
  }
}
