package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Canary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A program in a JVM of its own. */
final class ChildJvm implements AutoCloseable {
  private static final Path LOGS = Excerpt.ROOT.resolve("demo/target/test-logs");
  private static final long PATIENCE_SECONDS = 180;
  private static final Pattern URL = Pattern.compile("URL: (\\S+)");

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts the demo, as a user does, on a free port. */
  static ChildJvm demo(String name, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), Demo.class.getName()));
    words.addAll(List.of(arguments));
    Map<String, String> variables = new HashMap<>(environment);
    variables.putIfAbsent(DemoHost.PORT, "0");
    return start("demo-" + name, variables, words);
  }

  /** Starts a JVM; what it says goes into a file of that name. */
  static ChildJvm start(String name, Map<String, String> environment, List<String> words)
      throws IOException {
    Files.createDirectories(LOGS);
    Path output = LOGS.resolve(name + ".log");
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
    line.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("PATCHBAY_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    return new ChildJvm(process, output);
  }

  /** {@return what the program has said so far} */
  String told() throws IOException {
    return Files.readString(output);
  }

  /** Waits until the demo's API is there, and returns where. */
  String url() {
    return said(URL);
  }

  /** Waits until the program has said something, and returns the group of the pattern. */
  String said(Pattern pattern) {
    return Awaitility.await("the program says " + pattern)
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .until(() -> pattern.matcher(told()).results().findFirst(), found -> found.isPresent())
        .map((MatchResult found) -> found.group(1))
        .orElseThrow();
  }

  long pid() {
    return process.pid();
  }

  /** Asks the program to end, by SIGTERM. */
  void stop() {
    process.destroy();
  }

  /** Waits for the end, and returns what the program said; it must end like this. */
  String ended(int expectedStatus) throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String told = told();
    assertThat(ended).as("the program ends, see %s", output).isTrue();
    assertThat(process.exitValue()).as(told).isEqualTo(expectedStatus);
    assertThat(Canary.findIn(told.getBytes(StandardCharsets.UTF_8))).isEmpty();
    return told;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
