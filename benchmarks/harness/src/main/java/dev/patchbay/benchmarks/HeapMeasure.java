package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import java.io.IOException;
import java.util.List;

/** Bytes of the heap for each of a million connections. */
final class HeapMeasure {
  private static final String OURS = "Patchbay";
  private static final String SPRING = "Spring Security, in memory";
  private static final String FLOOR = "floor: a record in a map";

  private static final List<Contestant> CONTESTANTS =
      List.of(
          Contestant.of(OURS, "patchbay", "patchbay.PatchbayTokens"),
          Contestant.of(SPRING, "spring", "spring.SpringMemoryTokens"),
          Contestant.of(FLOOR, "harness", "floor.FloorTokens"));

  private HeapMeasure() {}

  static Report run(Lab lab) throws IOException, InterruptedException {
    Table table =
        new Table(
            "Bytes per connection in memory, 1,000,000 connections",
            FLOOR,
            List.of(Column.compared("bytes", "bytes")));
    lab.measure("Heap", CONTESTANTS, table);
    double times = table.value(OURS, "bytes") / table.value(SPRING, "bytes");
    return new Report(table, List.of(Target.atMost("times Spring's", times, 1)));
  }
}
