package dev.patchbay.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a measure prints: a row for each contestant, and beside each value its ratio to the floor's,
 * if the measure has a floor.
 */
final class Table {
  private final String title;
  private final List<Column> columns;
  private final String floor;
  private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();

  /**
   * Makes an empty table.
   *
   * @param title what is measured
   * @param floor the contestant that ratios are taken to; empty for no ratios
   * @param columns what is shown of each
   */
  Table(String title, String floor, List<Column> columns) {
    this.title = title;
    this.floor = floor;
    this.columns = columns;
  }

  void add(String contestant, Map<String, Double> readings) {
    rows.put(contestant, readings);
  }

  /** {@return a contestant's reading} */
  double value(String contestant, String metric) {
    Double value = rows.getOrDefault(contestant, Map.of()).get(metric);
    if (value == null) {
      throw new IllegalStateException("'" + contestant + "' has no '" + metric + "'");
    }
    return value;
  }

  /** {@return the table in Markdown} */
  String toMarkdown() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + title);
    lines.add("");
    lines.add(columns.stream().map(this::heading).collect(Collectors.joining("", "| |", "")));
    lines.add("|---|" + columns.stream().map(this::rule).collect(Collectors.joining()));
    rows.keySet().forEach(name -> lines.add(row(name)));
    return String.join("\n", lines);
  }

  private String heading(Column column) {
    return " " + column.title() + " |" + (hasRatio(column) ? " × floor |" : "");
  }

  private String rule(Column column) {
    return hasRatio(column) ? "---:|---:|" : "---:|";
  }

  private boolean hasRatio(Column column) {
    return !floor.isEmpty() && column.compared();
  }

  private String row(String name) {
    return columns.stream()
        .map(column -> cells(name, column))
        .collect(Collectors.joining("", "| " + name + " |", ""));
  }

  private String cells(String name, Column column) {
    Double value = rows.getOrDefault(name, Map.of()).get(column.metric());
    if (value == null) {
      return hasRatio(column) ? " – | – |" : " – |";
    }
    String cell = " " + number(value) + " |";
    return hasRatio(column)
        ? cell + String.format(Locale.ROOT, " %.2f |", value / value(floor, column.metric()))
        : cell;
  }

  static String number(double value) {
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (Math.abs(value) < 10) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f" : "%,.0f", value);
  }

  /**
   * A column.
   *
   * @param title its heading, with the unit
   * @param metric the reading that it shows
   * @param compared whether its ratio to the floor is shown
   */
  record Column(String title, String metric, boolean compared) {
    static Column compared(String title, String metric) {
      return new Column(title, metric, true);
    }

    static Column plain(String title, String metric) {
      return new Column(title, metric, false);
    }
  }
}
