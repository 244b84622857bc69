package dev.patchbay.testkit.stores.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.ListedPage;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import dev.patchbay.spi.store.SweepReport;
import dev.patchbay.testkit.FailedTests;
import dev.patchbay.testkit.stores.ConnectionPurgeContract;
import dev.patchbay.testkit.stores.SessionPurgeContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract suites find stores whose purge erases too much or too little. */
@Tag("one-jdk")
class FaultyPurgesTest {

  @Test
  void purgeThatForgetsTheWorkspaceIsFound() {
    assertThat(FailedTests.of(EveryConnectionPurged.class))
        .contains("purgeTakesNothingOfAnotherWorkspace");
    assertThat(FailedTests.of(EverySessionPurged.class))
        .contains("purgeTakesNothingOfAnotherWorkspace");
  }

  @Test
  void purgeThatHidesAndKeepsTheSecretsIsFound() {
    assertThat(FailedTests.of(SecretsOutlivePurge.class))
        .contains("purgedCredentialIsNeitherDueNorToBeHad", "leaseTakenBeforeThePurgeWritesNothing")
        .doesNotContain("purgeTakesTheOldestFirstAndNoMoreThanItsBatch");
  }

  @Test
  void purgeThatOnlyEmptiesTheListIsFound() {
    assertThat(FailedTests.of(PurgedIsStillFound.class))
        .contains("purgedConnectionIsFoundByNoLookUp")
        .doesNotContain("purgeTakesTheOldestFirstAndNoMoreThanItsBatch");
  }

  @Test
  void sweepThatTellsOfPurgedSessionsIsFound() {
    assertThat(FailedTests.of(PurgedIsSwept.class)).contains("sweepTellsOfNoPurgedSession");
  }

  /** Purges whatever there is. */
  static class EveryConnectionPurged extends ConnectionPurgeContract implements FaultyFixture {
    private final Set<WorkspaceId> workspaces = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (call.equals("ConnectionStore.write")) {
        workspaces.add(((ConnectionWrite) arguments[0]).connection().workspaceId());
      }
      return call.equals("ConnectionStore.purge")
          ? Optional.of(purgeAll(workspaces, (int) arguments[1], stores.connections()::purge))
          : Optional.empty();
    }
  }

  /** Purges whatever there is. */
  static class EverySessionPurged extends SessionPurgeContract implements FaultyFixture {
    private final Set<WorkspaceId> workspaces = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (call.equals("SessionStore.create")) {
        workspaces.add(((SessionRecord) arguments[0]).session().workspaceId());
      }
      return call.equals("SessionStore.purge")
          ? Optional.of(purgeAll(workspaces, (int) arguments[1], stores.sessions()::purge))
          : Optional.empty();
    }
  }

  private static <T> List<T> purgeAll(
      Set<WorkspaceId> workspaces, int batch, BiFunction<WorkspaceId, Integer, List<T>> purge) {
    List<T> purged = new ArrayList<>();
    workspaces.forEach(it -> purged.addAll(purge.apply(it, batch - purged.size())));
    return purged;
  }

  /** Marks connections as purged: nobody finds them, but whoever refreshes still does. */
  static class SecretsOutlivePurge extends ConnectionPurgeContract implements FaultyFixture {
    private final Hidden hidden = new Hidden();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      ConnectionStore good = stores.connections();
      if (call.equals("ConnectionStore.find")) {
        return Optional.of(
            good.find((WorkspaceId) arguments[0], (ConnectionId) arguments[1])
                .filter(hidden::leaves));
      }
      return hidden.instead(good, call, arguments);
    }
  }

  /** Takes connections out of the list and nothing else. */
  static class PurgedIsStillFound extends ConnectionPurgeContract implements FaultyFixture {
    private final Hidden hidden = new Hidden();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      return hidden.instead(stores.connections(), call, arguments);
    }
  }

  /** Connections that a purge took out of the list. */
  private static final class Hidden {
    private final Set<ConnectionId> ids = ConcurrentHashMap.newKeySet();

    Optional<Object> instead(ConnectionStore good, String call, Object[] arguments) {
      return switch (call) {
        case "ConnectionStore.purge" ->
            Optional.of(purge(good, (WorkspaceId) arguments[0], (int) arguments[1]));
        case "ConnectionStore.list" ->
            Optional.of(
                visible(good.list((WorkspaceId) arguments[0], (ConnectionFilter) arguments[1])));
        default -> Optional.empty();
      };
    }

    private List<ListedConnection> purge(ConnectionStore good, WorkspaceId workspaceId, int batch) {
      List<ListedConnection> purged =
          visible(good.list(workspaceId, ConnectionFilter.all())).connections().stream()
              .limit(batch)
              .toList();
      purged.stream().map(it -> it.connection().id()).forEach(ids::add);
      return purged;
    }

    private ListedPage visible(ListedPage page) {
      List<ListedConnection> left =
          page.connections().stream().filter(it -> !ids.contains(it.connection().id())).toList();
      return new ListedPage(left, page.nextCursor());
    }

    boolean leaves(ConnectionRecord record) {
      return !ids.contains(record.connection().id());
    }
  }

  /** Purges sessions, but not from what the next sweep tells. */
  static class PurgedIsSwept extends SessionPurgeContract implements FaultyFixture {
    private final List<SessionRecord> untold = new ArrayList<>();

    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      return switch (call) {
        case "SessionStore.purge" ->
            Optional.of(purge(stores.sessions(), (WorkspaceId) arguments[0], (int) arguments[1]));
        case "SessionStore.sweep" ->
            Optional.of(sweep(stores.sessions(), (SweepLimits) arguments[0]));
        default -> Optional.empty();
      };
    }

    private synchronized List<Session> purge(
        SessionStore good, WorkspaceId workspaceId, int batch) {
      List<Session> purged = good.purge(workspaceId, batch);
      purged.stream()
          .map(it -> SessionRecord.builder(it, "hash", "https://app.example/cb", "client"))
          .map(SessionRecord.Builder::build)
          .forEach(untold::add);
      return purged;
    }

    private synchronized SweepReport sweep(SessionStore good, SweepLimits limits) {
      SweepReport report = good.sweep(limits);
      List<SessionRecord> told = new ArrayList<>(report.ended());
      told.addAll(untold);
      untold.clear();
      return SweepReport.of(told, report.removed());
    }
  }
}
