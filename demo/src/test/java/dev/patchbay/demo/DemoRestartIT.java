package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What one start of the demo keeps, the next one shows; each start is a JVM of its own. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("one-jdk")
class DemoRestartIT {
  private static final Pattern LEFT = Pattern.compile("left (conn_\\S+):");
  private static final int KEPT = 5;
  private static final int STOPPED_BY_SIGTERM = 143;

  @TempDir private Path folder;

  @Test
  void connectionsInAFileAreThereAfterARestart() throws Exception {
    Map<String, String> here = Map.of(Storage.FOLDER, folder.toString());

    assertWalksTwice("file", here);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyset())))
        .isEqualTo("rw-------");
    assertServes(here);
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

  private static void assertServes(Map<String, String> where) throws Exception {
    try (ChildJvm demo = ChildJvm.demo("file-serves", where)) {
      demo.url();
      demo.stop();
      assertThat(demo.ended(STOPPED_BY_SIGTERM))
          .contains(KEPT + " connection(s) kept from before", "neither takes nor refreshes them");
    }
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

  private static String run(
      String name, Map<String, String> where, List<String> arguments, int expectedStatus)
      throws IOException, InterruptedException {
    try (ChildJvm demo = ChildJvm.demo(name, where, arguments.toArray(String[]::new))) {
      return demo.ended(expectedStatus);
    }
  }
}
