package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Canary;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one start of the demo keeps, the next one shows; each start is a JVM of its own. */
class DemoRestartIT {
  private static final Path LOGS = Excerpt.ROOT.resolve("demo/target/test-logs");
  private static final Pattern LEFT = Pattern.compile("left (conn_\\S+):");
  private static final int KEPT = 5;
  private static final long PATIENCE_SECONDS = 180;

  @TempDir private Path folder;

  @Test
  void connectionsInAFileAreThereAfterARestart() throws Exception {
    Map<String, String> here = Map.of(Storage.FOLDER, folder.toString());

    assertWalksTwice("file", here);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyset())))
        .isEqualTo("rw-------");
    assertThat(run("file-menu", here, List.of(), 0))
        .contains(KEPT + " connection(s) kept from before", "neither takes nor refreshes them");
    assertLostKeysetStopsTheStart("file", here);
  }

  @Test
  void connectionsInPostgresAreThereAfterARestart() throws Exception {
    try (EmbeddedPostgres server = Postgres.start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      Map<String, String> there = Map.of(Storage.FOLDER, folder.toString(), Storage.URL, url);

      assertWalksTwice("postgres", there);
      assertThat(folder.resolve("patchbay.mv.db")).doesNotExist();
      assertLostKeysetStopsTheStart("postgres", there);
    }
  }

  private void assertWalksTwice(String name, Map<String, String> where) throws Exception {
    String first = run(name + "-first", where, List.of("--auto"), 0);
    List<String> left =
        LEFT.matcher(first).results().map((MatchResult found) -> found.group(1)).toList();
    assertThat(first).contains("0 connection(s) kept from before", "0 wrong");
    assertThat(left).hasSize(KEPT);

    String second = run(name + "-second", where, List.of("--auto"), 0);
    assertThat(second).contains(KEPT + " connection(s) kept from before", "0 wrong");
    assertThat(left)
        .allSatisfy(
            id ->
                assertThat(second)
                    .contains(
                        "from before, its key still opens: " + id,
                        "connected again, under the same id, " + id));
  }

  /** Nor is another one made in its place. */
  private void assertLostKeysetStopsTheStart(String name, Map<String, String> where)
      throws Exception {
    Files.delete(keyset());

    assertThat(run(name + "-lost", where, List.of("--auto"), 1))
        .contains("[WRONG] The demo stopped:", "give it back");
    assertThat(keyset()).doesNotExist();
  }

  @Test
  void addressOfAnotherDatabaseIsRefusedWithoutBeingRepeated() throws Exception {
    Map<String, String> where =
        Map.of(
            Storage.FOLDER, folder.toString(), Storage.URL, "jdbc:oracle:thin:scott/CNRY-tiger@db");

    assertThat(run("oracle", where, List.of("--auto"), 1))
        .contains(Storage.URL + " must begin with one of")
        .doesNotContain("scott");
  }

  private Path keyset() {
    return folder.resolve("keyset.json");
  }

  private String run(
      String name, Map<String, String> where, List<String> arguments, int expectedStatus)
      throws IOException, InterruptedException {
    Files.createDirectories(LOGS);
    Path output = LOGS.resolve("demo-" + name + ".log");
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("PATCHBAY_"));
    builder.environment().putAll(where);
    builder.environment().put("PATCHBAY_PORT", "0");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();

    String told = Files.readString(output);
    assertThat(ended).as("the demo ends, see %s", output).isTrue();
    assertThat(process.exitValue()).as(told).isEqualTo(expectedStatus);
    assertThat(Canary.findIn(told.getBytes(StandardCharsets.UTF_8))).isEmpty();
    return told;
  }
}
