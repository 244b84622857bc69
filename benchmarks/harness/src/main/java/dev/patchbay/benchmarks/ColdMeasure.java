package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import dev.patchbay.benchmarks.measure.Spread;
import dev.patchbay.benchmarks.measure.Stopwatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** From a new JVM to its first authorise URL, in turns. */
final class ColdMeasure {
  private static final String OURS = "Patchbay, all seven providers";
  private static final String GUICE = "Guice alone, as many bindings";
  private static final String FLOOR = "floor: empty main";
  private static final int ROUNDS = 21;
  private static final double MOST_TIMES = 1.2;

  private static final List<Contestant> CONTESTANTS =
      List.of(
          Contestant.of("Patchbay, one provider", "patchbay", "patchbay.PatchbaySessions")
              .in("ColdStart"),
          Contestant.of(OURS, "patchbay-seven", "patchbay.PatchbaySessions").in("ColdStart"),
          Contestant.of(GUICE, "guice", "guice.BareGuice"),
          Contestant.of("Spring Security", "spring", "spring.SpringSessions").in("ColdStart"),
          Contestant.of("ScribeJava", "scribejava", "scribejava.ScribeSessions").in("ColdStart"),
          Contestant.of("Nimbus", "nimbus", "nimbus.NimbusSessions").in("ColdStart"),
          Contestant.of(FLOOR, "harness", "measure.Nothing"));

  private ColdMeasure() {}

  static Report run(Lab lab) throws IOException, InterruptedException {
    long[][] nanos = new long[CONTESTANTS.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      for (int i = 0; i < nanos.length; i++) {
        long taken = start(lab, CONTESTANTS.get(i));
        // The first of each fills the machine's caches of files.
        nanos[i][Math.max(0, round)] = taken;
      }
    }
    return report(nanos);
  }

  private static long start(Lab lab, Contestant contestant)
      throws IOException, InterruptedException {
    long begin = Stopwatch.nanos();
    Process jvm = lab.start(contestant);
    try (BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      long taken = Stopwatch.nanos() - begin;
      if (line == null || !line.startsWith("https://") || jvm.waitFor() != 0) {
        throw new IllegalStateException(contestant.name() + " printed no URL but: " + line);
      }
      return taken;
    }
  }

  private static Report report(long[][] nanos) {
    Table table =
        new Table(
            "Cold start: new JVM to first authorise URL",
            FLOOR,
            List.of(
                Column.compared("ms, median", "median"), Column.plain("ms, fastest", "fastest")));
    for (int i = 0; i < nanos.length; i++) {
      Spread spread = Spread.of(nanos[i]);
      table.add(
          CONTESTANTS.get(i).name(),
          Map.of("median", spread.micros(0.5) / 1e3, "fastest", spread.micros(0) / 1e3));
    }
    double times = table.value(OURS, "median") / table.value(GUICE, "median");
    return new Report(table, List.of(Target.atMost("times Guice alone", times, MOST_TIMES)));
  }
}
