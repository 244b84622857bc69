package dev.patchbay.stores.jdbc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.stores.jdbc.PostgresServer;
import dev.patchbay.stores.jdbc.RecordingDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits on one node learns of a callback on another at the next look, which is one for all. */
@Tag("one-jdk")
class PollAcrossNodesIT {
  private static final int WAITERS = 200;
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final PollOptions OPTIONS =
      PollOptions.builder().interval(INTERVAL).timeout(Duration.ofMinutes(1)).build();

  private Fleet fleet;
  private RecordingDataSource recording;
  private Integrations waiting;

  @BeforeEach
  void start(@TempDir Path folder) {
    fleet = Fleet.in(folder);
    recording = new RecordingDataSource(PostgresServer.pool(fleet.settings.jdbcUrl(), 4));
    waiting =
        Nodes.builder(fleet.settings, Halts.none(), recording.dataSource())
            .maxPendingSessions(WAITERS, WAITERS)
            .build();
  }

  @AfterEach
  void close() {
    waiting.close();
    fleet.close();
  }

  @Test
  void callbackElsewhereEndsTheWaitAtTheNextLook() throws Exception {
    RemoteNode other = fleet.nodes(1).get(0);
    List<Session> sessions =
        Stream.generate(() -> waiting.sessions().create(Fleet.request(Mode.STRICT)))
            .limit(WAITERS)
            .toList();
    List<CompletableFuture<SessionOutcome>> waits = sessions.stream().map(this::poll).toList();
    long before = Clock.systemUTC().millis();
    List<String> looks =
        looksDuring(() -> Awaitility.await().pollDelay(INTERVAL.multipliedBy(4)).until(() -> true));
    long intervals = (Clock.systemUTC().millis() - before) / INTERVAL.toMillis();

    assertThat(looks).hasSizeBetween(2, (int) intervals + 1);
    assertThat(looks)
        .allSatisfy(
            look -> assertThat(sessions).allMatch(session -> look.contains(session.id().value())));

    String query = fleet.approved(sessions.get(0));
    Child.all(List.of(other.callBack(Mode.STRICT.id(1), query, 1)));
    List<String> further = looksDuring(() -> assertThat(waits.get(0).join().isComplete()).isTrue());

    assertThat(further).hasSizeLessThanOrEqualTo(1);
    assertThat(waits).filteredOn(CompletableFuture::isDone).hasSize(1);
  }

  private CompletableFuture<SessionOutcome> poll(Session session) {
    return waiting.sessions().pollAsync(Fleet.WORKSPACE, session.id(), OPTIONS);
  }

  private List<String> looksDuring(Runnable step) {
    return recording.during(step).stream()
        .filter(sql -> sql.contains("FROM patchbay_session\nWHERE workspace_id = ANY"))
        .toList();
  }
}
