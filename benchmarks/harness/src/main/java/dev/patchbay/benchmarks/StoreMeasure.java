package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import dev.patchbay.benchmarks.contest.StoreStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The steps in PostgreSQL, ours beside plain JDBC, with few rows and with many. */
final class StoreMeasure {
  private static final List<Integer> ROWS = List.of(10, 1_000, 1_000_000);
  private static final double MOST_TIMES = 1.5;

  /** What counts as flat: the machine's noise, and the index levels between 10 and a million. */
  private static final double MOST_GROWTH = 1.5;

  private StoreMeasure() {}

  static Report run(Lab lab) throws IOException, InterruptedException {
    Table table =
        new Table(
            "Steps in PostgreSQL",
            "",
            List.of(
                Column.plain("Patchbay, µs", "ours"),
                Column.plain("plain JDBC, µs", "plain"),
                Column.plain("ratio", "ratio"),
                Column.plain("× 10 rows", "growth")));
    List<Map<String, Double>> ours = new ArrayList<>();
    List<Map<String, Double>> plain = new ArrayList<>();
    Contestant server = Contestant.of("PostgreSQL", "patchbay-jdbc", "patchbayjdbc.PostgresServer");
    try (Service postgres = Service.start(lab, server)) {
      for (int rows : ROWS) {
        String database = fill(lab, postgres, rows);
        ours.add(
            lab.run(
                steps("Patchbay", "patchbay-jdbc", "patchbayjdbc.PatchbayStoreSteps", database)));
        plain.add(lab.run(steps("plain JDBC", "jdbc", "jdbc.JdbcStoreSteps", database)));
      }
    }
    return report(table, ours, plain);
  }

  private static Contestant steps(String name, String module, String type, String database) {
    return Contestant.of(name, module, type, database).in("Store");
  }

  private static String fill(Lab lab, Service postgres, int rows) throws IOException {
    Contestant filling =
        Contestant.of(
            "a database of " + rows + " rows",
            "patchbay-jdbc",
            "patchbayjdbc.FilledDatabase",
            postgres.address(),
            Integer.toString(rows));
    try (Service filled = Service.start(lab, filling)) {
      return filled.address();
    }
  }

  private static Report report(
      Table table, List<Map<String, Double>> ours, List<Map<String, Double>> plain) {
    List<Target> targets = new ArrayList<>();
    for (StoreStep step : StoreStep.values()) {
      String metric = step.name().toLowerCase(Locale.ROOT);
      for (int i = 0; i < ROWS.size(); i++) {
        double own = value(ours.get(i), metric);
        double theirs = value(plain.get(i), metric);
        double growth = own / value(ours.get(0), metric);
        String name = metric.replace('_', ' ');
        table.add(
            String.format(Locale.ROOT, "%s, %,d rows", name, ROWS.get(i)),
            Map.of("ours", own, "plain", theirs, "ratio", own / theirs, "growth", growth));
        String claim = String.format(Locale.ROOT, "%s at %,d rows, times ", name, ROWS.get(i));
        targets.add(Target.atMost(claim + "plain JDBC", own / theirs, MOST_TIMES));
        if (i > 0) {
          targets.add(Target.atMost(claim + "10 rows", growth, MOST_GROWTH));
        }
      }
    }
    return new Report(table, targets);
  }

  private static double value(Map<String, Double> readings, String metric) {
    return Objects.requireNonNull(readings.get(metric), metric);
  }
}
