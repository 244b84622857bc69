package dev.patchbay.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs one measure and prints its table in Markdown on standard output. {@code benchmarks/run}
 * builds everything and calls this.
 */
public final class Launcher {
  private Launcher() {}

  /**
   * Runs a measure.
   *
   * @param arguments the folder of the benchmarks, and the name of the measure
   * @throws Exception if a contestant does not do its work
   */
  public static void main(String[] arguments) throws Exception {
    Measure measure = arguments.length == 2 ? Measure.all().get(arguments[1]) : null;
    if (measure == null) {
      throw new IllegalArgumentException("Name one measure of " + Measure.all().keySet());
    }
    System.out.println(measure.run(new Lab(Path.of(arguments[0]))).toMarkdown());
    System.out.println(machine());
  }

  private static String machine() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    String cpu = "unknown processor";
    if (Files.isReadable(cpus)) {
      cpu =
          Files.readAllLines(cpus, StandardCharsets.UTF_8).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.replaceFirst(".*:\\s*", ""))
              .findFirst()
              .orElse(cpu);
    }
    return "%s × %d, %s, JDK %s"
        .formatted(
            cpu,
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.vm.version"));
  }
}
