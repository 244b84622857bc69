package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.demo.Load.Told;
import dev.patchbay.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo bears, and what it keeps when it is told to end in the middle of it. */
@Tag("one-jdk")
class LoadIT {
  private static final int STOPPED_BY_SIGTERM = 143;
  private static final int SESSIONS_PER_SECOND = 50;
  private static final int POLLERS = 200;
  private static final int SECONDS = 30;
  private static final Pattern THREADS = Pattern.compile("Threads:\\s*(\\d+)");
  private static final Secret KEY = Secret.of("org_fake-key-of-a-load-test");

  @TempDir private Path folder;

  @Test
  void twoHundredPollersAndFiftySessionsPerSecondAreServedByAsManyThreadsAllTheTime()
      throws Exception {
    try (ChildJvm demo = ChildJvm.demo("load", here());
        Load load = new Load(new RestClient(demo.url(), KEY))) {
      assumeTrue(Files.exists(status(demo)), "/proc tells how many threads a process has");
      List<Integer> threads = run(load, demo);

      System.out.printf(
          "%d sessions in %d s, %d polls, at most %d pollers; threads of the demo: %s%n",
          load.sessions().size(), SECONDS, load.polls(), load.mostPollers(), threads);
      assertThat(load.errors()).isEmpty();
      assertThat(load.mostPollers()).isGreaterThanOrEqualTo(POLLERS);
      assertThat(load.sessions())
          .hasSizeGreaterThan(SESSIONS_PER_SECOND * SECONDS * 9 / 10)
          .allSatisfy(
              (id, told) -> {
                assertThat(told.isComplete()).as("%s is %s", id, told).isTrue();
                assertThat(told.connection()).as("%s is %s", id, told).isNotEmpty();
              });
      assertThat(most(threads.subList(SECONDS / 2, SECONDS)))
          .isLessThanOrEqualTo(most(threads.subList(0, SECONDS / 2)) + 5);
    }
  }

  private static List<Integer> run(Load load, ChildJvm demo) {
    List<Integer> threads = new ArrayList<>();
    Future<?> creating = load.sessions(SESSIONS_PER_SECOND);
    Awaitility.await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              threads.add(threads(demo));
              return threads.size() == SECONDS;
            });
    creating.cancel(false);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(load.pollers()).as("%s", load).isZero());
    return threads;
  }

  private static int most(List<Integer> numbers) {
    return Collections.max(numbers);
  }

  private static Path status(ChildJvm demo) {
    return Path.of("/proc", String.valueOf(demo.pid()), "status");
  }

  private static int threads(ChildJvm demo) throws IOException {
    return THREADS
        .matcher(Files.readString(status(demo)))
        .results()
        .findFirst()
        .map(found -> Integer.parseInt(found.group(1)))
        .orElseThrow();
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAStopInMidLoad() throws Exception {
    Map<String, Told> told;
    List<String> connections;
    try (ChildJvm demo = ChildJvm.demo("stopped", here());
        Load load = new Load(new RestClient(demo.url(), KEY))) {
      Future<?> sessions = load.sessions(SESSIONS_PER_SECOND / 2);
      Future<?> direct = load.connections(SESSIONS_PER_SECOND / 2);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> {
                assertThat(load.sessions().values()).as("%s", load).anyMatch(Told::isComplete);
                assertThat(load.connections().size()).as("%s", load).isGreaterThan(50);
              });
      demo.stop();
      demo.ended(STOPPED_BY_SIGTERM);
      sessions.cancel(false);
      direct.cancel(false);
      told = new HashMap<>(load.sessions());
      connections = List.copyOf(load.connections());
    }

    try (ChildJvm demo = ChildJvm.demo("stopped-again", here())) {
      assertKept(new RestClient(demo.url(), KEY), told, connections);
    }
  }

  private static void assertKept(
      RestClient rest, Map<String, Told> sessions, List<String> connections) throws IOException {
    for (Map.Entry<String, Told> session : sessions.entrySet()) {
      JsonNode now = rest.get("/oauth/sessions/" + session.getKey());
      Told told = session.getValue();
      if (!told.isPending()) {
        assertThat(now.path("status").asText()).isEqualTo(told.status());
      }
      if (told.isComplete()) {
        String connection = now.path("connection_id").asText();
        assertThat(connection).startsWith("conn_");
        assertThat(told.connection()).isIn("", connection);
        assertThere(rest, told.path(connection));
      }
    }
    for (String path : connections) {
      assertThere(rest, path);
    }
  }

  private static void assertThere(RestClient rest, String path) throws IOException {
    assertThat(rest.get(path).path("external_id").asText()).isEqualTo(path.replaceAll(".*/", ""));
  }

  private Map<String, String> here() {
    return Map.of(Storage.FOLDER, folder.toString(), DemoKeys.VARIABLE, KEY.reveal());
  }
}
