package dev.patchbay.web.table;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.web.host.AcmeProvider;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Faults;
import dev.patchbay.web.host.FaultyStores;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.TokenOnlyProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The table of what the API answers: every route, every status. Rows of one class come after those
 * of the class before, and are made when it is their turn.
 */
public final class RouteTable {
  private static final List<Function<Stage, List<Row>>> ROWS =
      List.of(
          KeyRows::of,
          PlaceRows::of,
          BodyRows::of,
          SessionRows::of,
          SessionRefusalRows::of,
          CallbackRows::of,
          ConnectionRows::of,
          ConnectionRefusalRows::of,
          DeletionRows::of,
          ListRows::of,
          LongListRows::of,
          CatalogueRows::of,
          ExpiryRows::of);

  private final Container container;
  private final BiConsumer<Ask, Answer> watcher;
  private final List<String> problems = new ArrayList<>();

  private RouteTable(Container container, BiConsumer<Ask, Answer> watcher) {
    this.container = container;
    this.watcher = watcher;
  }

  /**
   * Goes through the whole table.
   *
   * @param container where the servlet is
   * @param watcher sees every exchange
   * @return what was answered otherwise than the table says
   */
  public static List<String> run(Container container, BiConsumer<Ask, Answer> watcher)
      throws Exception {
    RouteTable table = new RouteTable(container, watcher);
    table.usual();
    table.limited();
    table.outage();
    return table.problems;
  }

  private void usual() throws Exception {
    SettableClock clock = SettableClock.at(Instant.parse("2026-01-02T03:04:05.678Z"));
    HostSettings settings =
        HostSettings.in(container)
            .withRegistry(
                registry ->
                    registry
                        .clock(clock)
                        .allowReturnTo("https://app.example/")
                        .provider(new AcmeProvider("clientless", "Clientless"))
                        .provider(new TokenOnlyProvider()));
    try (Host host = Host.start(settings)) {
      Stage stage = new Stage(host, clock, watcher);
      ROWS.forEach(rows -> go(stage, rows.apply(stage)));
    }
  }

  private void limited() throws Exception {
    HostSettings settings =
        HostSettings.in(container)
            .withRegistry(
                registry ->
                    registry
                        .bareCallback(Host.ACME)
                        .maxPendingSessions(2, 1_000)
                        .callsPerIntegration(1))
            .withServlet(
                servlet -> servlet.bareCallback(Host.ACME).sessionsPerMinute(4).readsPerSecond(1));
    try (Host host = Host.start(settings)) {
      QuotaRows.go(new Stage(host, SettableClock.at(Instant.EPOCH), watcher), this::go);
    }
  }

  private void outage() throws Exception {
    Faults outage = new Faults();
    FaultyStores stores = new FaultyStores(new MemoryStores(Clock.systemUTC()), outage);
    HostSettings settings =
        HostSettings.in(container)
            .withRegistry(registry -> registry.stores(stores).bareCallback(Host.ACME))
            .withServlet(servlet -> servlet.bareCallback(Host.ACME));
    try (Host host = Host.start(settings)) {
      Stage stage = new Stage(host, SettableClock.at(Instant.EPOCH), watcher);
      go(stage, OutageRows.unreachableService(stage));
      List<Row> rows = OutageRows.unreachableStore(stage);
      outage.breakDown(Faults.EVERYWHERE, RouteTable::storeDown);
      go(stage, rows);
      outage.mend();
    }
  }

  private static TemporaryFailureException storeDown() {
    return new TemporaryFailureException(
        ErrorDetail.builder(ErrorCode.STORE_UNAVAILABLE, "The store is down").build());
  }

  private void go(Stage stage, List<Row> rows) {
    for (Row row : rows) {
      row.first().run();
      problems.addAll(row.problems(stage.send(row.ask())));
    }
  }
}
