package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import java.io.IOException;
import java.util.List;

/** From the end of a session to the thread that waits for it. */
final class PollMeasure {
  private static final String OURS = "Patchbay";
  private static final String FLOOR = "floor: CompletableFuture";
  private static final double MOST_TIMES = 5;

  private static final List<Contestant> CONTESTANTS =
      List.of(
          Contestant.of(OURS, "patchbay", "patchbay.WaitingPoll"),
          Contestant.of("polling every 2 s", "harness", "measure.Polling"),
          Contestant.of(FLOOR, "harness", "measure.HandOver"));

  private PollMeasure() {}

  static Report run(Lab lab) throws IOException, InterruptedException {
    Table table =
        new Table(
            "Finished session to waiting poll",
            FLOOR,
            List.of(Column.compared("µs, median", "median"), Column.compared("µs, p99", "p99")));
    lab.run(CONTESTANTS, table);
    double times = table.value(OURS, "p99") / table.value(FLOOR, "p99");
    return new Report(table, List.of(Target.atMost("times the floor, p99", times, MOST_TIMES)));
  }
}
