package dev.patchbay.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a measure found.
 *
 * @param table the figures
 * @param targets what was aimed for
 */
record Report(Table table, List<Target> targets) {
  String toMarkdown() {
    return targets.stream()
        .map(Target::toMarkdown)
        .collect(Collectors.joining("\n", table.toMarkdown() + "\n\n", "\n"));
  }
}
