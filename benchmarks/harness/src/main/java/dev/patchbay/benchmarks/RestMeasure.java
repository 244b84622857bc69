package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import java.io.IOException;
import java.util.List;

/** Sessions and reads per second over loopback, beside a servlet that answers a constant. */
final class RestMeasure {
  private static final String KEY = "org_fake-key-of-a-benchmark";
  private static final String FLOOR = "floor: Jetty answers a constant";

  private static final List<Contestant> SERVERS =
      List.of(
          Contestant.of("Patchbay", "patchbay-web", "patchbayweb.RestServer", KEY),
          Contestant.of(FLOOR, "jetty", "jetty.ConstantServer"));

  private RestMeasure() {}

  static Report run(Lab lab) throws IOException, InterruptedException {
    Table table =
        new Table(
            "REST over loopback, 16 connections",
            FLOOR,
            List.of(
                Column.compared("sessions created per second", "sessions"),
                Column.compared("connections read per second", "reads")));
    for (Contestant server : SERVERS) {
      try (Service running = Service.start(lab, server)) {
        table.add(
            server.name(),
            lab.run(
                Contestant.of(server.name(), "harness", "measure.Rest", running.address(), KEY)));
      }
    }
    return new Report(table, List.of());
  }
}
