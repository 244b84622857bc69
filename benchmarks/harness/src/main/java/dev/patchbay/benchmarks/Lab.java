package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.measure.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Starts JVMs that have one module's class path and no other. */
final class Lab {
  /** Whoever takes longer hangs. */
  private static final int LONGEST_MINUTES = 20;

  private final Path benchmarks;

  /**
   * Makes a lab.
   *
   * @param benchmarks the folder of the modules, built
   */
  Lab(Path benchmarks) {
    this.benchmarks = benchmarks;
  }

  /** Lets a measure of the harness make the contestants and measure them, one after the other. */
  void measure(String measure, List<Contestant> contestants, Table table)
      throws IOException, InterruptedException {
    run(contestants.stream().map(contestant -> contestant.in(measure)).toList(), table);
  }

  /** Runs contestants one after the other, a row of the table for each. */
  void run(List<Contestant> contestants, Table table) throws IOException, InterruptedException {
    for (Contestant contestant : contestants) {
      table.add(contestant.name(), run(contestant));
    }
  }

  /** Runs a contestant to its end, and gives its readings. */
  Map<String, Double> run(Contestant contestant) throws IOException, InterruptedException {
    System.err.println("-- " + contestant.name());
    Map<String, Double> readings = new LinkedHashMap<>();
    Process jvm = start(contestant);
    try (BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(Reading.MARK)) {
          System.err.println("   " + line);
          Reading reading = Reading.parse(line);
          readings.put(reading.metric(), reading.value());
        }
      }
    }
    if (jvm.waitFor() != 0 || readings.isEmpty()) {
      throw new IllegalStateException(
          contestant.name() + " ended with " + jvm.exitValue() + " and measured " + readings);
    }
    return readings;
  }

  /** Starts a contestant's JVM; what it has to say of itself goes to standard error. */
  Process start(Contestant contestant) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx6g");
    command.add("-cp");
    command.add(String.join(":", classPath(contestant.module())));
    command.add(contestant.mainClass());
    command.addAll(contestant.arguments());
    Process jvm =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    CompletableFuture.delayedExecutor(LONGEST_MINUTES, TimeUnit.MINUTES)
        .execute(jvm::destroyForcibly);
    return jvm;
  }

  /** {@return a module's class path: its classes, then the jars it depends on} */
  List<String> classPath(String module) throws IOException {
    Path target = benchmarks.resolve(module).resolve("target");
    List<String> entries = new ArrayList<>();
    entries.add(target.resolve("classes").toString());
    entries.addAll(List.of(Files.readString(target.resolve("class-path")).strip().split(":")));
    return entries;
  }
}
