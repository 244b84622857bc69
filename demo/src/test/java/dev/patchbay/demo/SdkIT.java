package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hosted service's own TypeScript client, unchanged, as npm has it, works against the demo. It
 * runs in Node; this test is its user and its browser.
 */
class SdkIT {
  private static final Path SOURCE = Excerpt.ROOT.resolve("demo/src/test/sdk");
  private static final Path HOME = Excerpt.ROOT.resolve("demo/target/sdk");
  private static final Scopes SCOPES = Scopes.of("read:user");

  @TempDir private Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void unmodifiedClientDoesTheWholeJob() throws Exception {
    assumeTrue(isThere("node") && isThere("npm"), "Node.js and npm are needed, and are not here");
    install();
    try (DemoHost host = DemoHost.start(Map.of(Storage.FOLDER, folder.toString()), 0)) {
      assertThat(walk(host))
          .containsExactly(
              "ok poll resolves when the user approved",
              "ok poll rejects with access_denied when the user denied",
              "ok poll times out when nobody answers",
              "ok create by token, twice, gives one connection",
              "ok create by API key",
              "ok list shows what was connected",
              "ok delete takes it away",
              "ok 404 is its NotFoundError",
              "ok 401 is its AuthenticationError",
              "ok 422 is its UnprocessableEntityError, and names the field");
    }
  }

  private static boolean isThere(String tool) throws InterruptedException {
    try {
      return new ProcessBuilder(tool, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    for (String file : List.of("package.json", "package-lock.json", "walk.mjs")) {
      Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(Files.readString(HOME.resolve("package-lock.json"))).doesNotContain("http");
    Path output = HOME.resolve("npm.log");
    int status =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    assertThat(status).as("npm ci: %s", Files.readString(output)).isZero();
  }

  /** Runs the client, does what it asks for, and returns what it claims. */
  private static List<String> walk(DemoHost host) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("node", "walk.mjs").directory(HOME.toFile());
    builder.environment().put("API_KEY", host.madeKey().orElseThrow().reveal());
    builder.environment().put("BASE_URL", host.url());
    builder.redirectError(HOME.resolve("node.log").toFile());
    Process node = builder.start();
    List<String> claims = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("ok ")) {
          claims.add(line);
        } else {
          answer(node.getOutputStream(), done(host, line.split(" ", 2)));
        }
      }
    }
    assertThat(node.waitFor()).as(Files.readString(HOME.resolve("node.log"))).isZero();
    return claims;
  }

  private static String done(DemoHost host, String[] asked) throws IOException {
    SandboxUser user = SandboxUser.at(host.sandbox());
    return switch (asked[0]) {
      case "approve" -> arrive(host, user.approve(URI.create(asked[1])));
      case "deny" -> arrive(host, user.deny(URI.create(asked[1])));
      case "token" -> service(host, asked[1]).issueToken(SCOPES);
      case "key" -> service(host, asked[1]).issueKey(SCOPES);
      default -> throw new IllegalStateException("The client asked for '" + asked[0] + "'");
    };
  }

  private static SandboxService service(DemoHost host, String integrationType) {
    return host.sandbox().service(integrationType);
  }

  private static String arrive(DemoHost host, URI callback) throws IOException {
    return String.valueOf(host.client().visit(callback));
  }

  private static void answer(OutputStream node, String text) throws IOException {
    node.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    node.flush();
  }
}
