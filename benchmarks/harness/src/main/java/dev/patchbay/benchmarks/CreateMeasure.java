package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import java.io.IOException;
import java.util.List;

/** Sessions created per second. */
final class CreateMeasure {
  private static final String OURS = "Patchbay";
  private static final String FLOOR = "floor";
  private static final double LEAST = 0.67;

  private static final List<Contestant> CONTESTANTS =
      List.of(
          Contestant.of(OURS, "patchbay", "patchbay.PatchbaySessions"),
          Contestant.of("Spring Security", "spring", "spring.SpringSessions"),
          Contestant.of("ScribeJava", "scribejava", "scribejava.ScribeSessions"),
          Contestant.of("Nimbus", "nimbus", "nimbus.NimbusSessions"),
          Contestant.of("google-oauth-client", "google-oauth", "googleoauth.GoogleSessions"),
          Contestant.of(FLOOR, "harness", "floor.FloorSessions"),
          Contestant.of(
              "floor, bytes in blocks per thread", "harness", "floor.FloorSessionsByBlocks"));

  private CreateMeasure() {}

  static Report run(Lab lab) throws IOException, InterruptedException {
    Table table =
        new Table(
            "Create a session",
            FLOOR,
            List.of(
                Column.compared("per second, 1 thread", "threads-1"),
                Column.compared("per second, 2 threads", "threads-2")));
    lab.measure("CreateSession", CONTESTANTS, table);
    return new Report(table, List.of(target(table, 1), target(table, 2)));
  }

  private static Target target(Table table, int threads) {
    String metric = "threads-" + threads;
    return Target.atLeast(
        "share of the floor's rate, threads: " + threads,
        table.value(OURS, metric) / table.value(FLOOR, metric),
        LEAST);
  }
}
