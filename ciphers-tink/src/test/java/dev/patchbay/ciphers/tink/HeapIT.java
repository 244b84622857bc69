package dev.patchbay.ciphers.tink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Lifetimes;
import dev.patchbay.testkit.sandbox.Rotation;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a heap dump gives away: nothing of connections that nobody uses just now. */
class HeapIT {
  private static final int CONNECTIONS = 50;
  private static final int ROUNDS = 20;
  private static final String REAL = "https://located.example";

  /** A canary in text of one or two bytes a character. */
  private static final Pattern TOKEN =
      Pattern.compile("CNRY-([a-z]+)-[0-9a-f]{16}|C\0N\0R\0Y\0-\0((?:[a-z]\0)+)-");

  @TempDir private Path folder;

  @Test
  void idleConnectionsLeaveNoTokenInTheHeapNorDoesAClosedRegistry() throws Exception {
    try (Sandbox sandbox = Sandbox.start()) {
      SandboxService service = service(sandbox);
      Path grants = writeGrants(service);

      run(List.of(base(sandbox), service.client().clientId(), grants.toString()));

      assertThat(service.count(Endpoint.TOKEN)).isEqualTo(CONNECTIONS * ROUNDS);
    }
    Map<String, Integer> busy = kinds(folder.resolve("busy.hprof"));
    Map<String, Integer> idle = kinds(folder.resolve("idle.hprof"));
    Map<String, Integer> closed = kinds(folder.resolve("closed.hprof"));
    System.out.println("Tokens in use: " + busy + ", idle: " + idle + ", closed: " + closed);
    // The open cache, and nothing else; it also shows that the search finds what is there.
    assertThat(busy).containsExactly(Map.entry("access", CONNECTIONS));
    assertThat(idle).isEmpty();
    assertThat(closed).isEmpty();
  }

  private static SandboxService service(Sandbox sandbox) {
    return sandbox.add(
        StandardDialect.of(new LocatedProvider(REAL).definition())
            .withRotation(Rotation.strict())
            .withLifetimes(Lifetimes.unlimited().withAccess(Duration.ofHours(1))));
  }

  private static String base(Sandbox sandbox) {
    String located = sandbox.locate(REAL + "/token");
    return located.substring(0, located.length() - "/token".length());
  }

  private Path writeGrants(SandboxService service) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      SandboxGrant grant = service.issueGrant(Scopes.of("read"));
      lines.add(grant.accessToken() + " " + grant.refreshToken().orElseThrow());
    }
    return Files.write(folder.resolve("grants"), lines);
  }

  private void run(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(HeapHost.class.getName());
    command.addAll(arguments);
    command.addAll(List.of(String.valueOf(ROUNDS), folder.toString()));
    Path log = folder.resolve("log");
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(child.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(child.exitValue()).as(Files.readString(log)).isZero();
  }

  private static Map<String, Integer> kinds(Path dump) throws IOException {
    String heap = new String(Files.readAllBytes(dump), StandardCharsets.ISO_8859_1);
    assertThat(heap).contains("dev/patchbay/Integrations");
    Map<String, Integer> kinds = new TreeMap<>();
    Matcher token = TOKEN.matcher(heap);
    while (token.find()) {
      String kind = token.group(1) == null ? token.group(2).replace("\0", "") : token.group(1);
      kinds.merge(kind, 1, Integer::sum);
    }
    return kinds;
  }
}
