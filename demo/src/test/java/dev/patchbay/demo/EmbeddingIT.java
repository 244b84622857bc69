package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.GitHubDialect;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A program outside the reactor that has the BOM, core and one provider, and nothing else. */
class EmbeddingIT {
  private static final String UNNAMED = "null";
  private static final String HOST = "com.example.host";
  private static final String CORE = "dev.patchbay.core";

  private static OutsideProgram program;

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService github = sandbox.add(GitHubDialect.oauthApp());

  @BeforeAll
  static void layOut() throws IOException {
    program = OutsideProgram.layOut();
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void classPathHoldsNoOtherProviderAndNoTestkit() {
    assertThat(program.dependencies())
        .containsExactlyInAnyOrder(
            "patchbay-core",
            "patchbay-providers-github",
            "guice",
            "jakarta.inject-api",
            "aopalliance",
            "guava",
            "failureaccess",
            "listenablefuture",
            "error_prone_annotations",
            "j2objc-annotations",
            "jackson-databind",
            "jackson-annotations",
            "jackson-core",
            "httpclient5",
            "httpcore5",
            "httpcore5-h2",
            "slf4j-api",
            "jspecify")
        .doesNotContain("patchbay-providers-posthog", "patchbay-testkit");
  }

  @ParameterizedTest
  @MethodSource("waysToStart")
  void worksWithoutAFramework(String command, List<String> modules)
      throws IOException, InterruptedException {
    assertThat(run(command, "plain"))
        .containsExactly(
            "modules: " + modules,
            "installed: [github]",
            "authorise at: github.com",
            "connected: " + github.account().id(),
            "listed: true",
            "deleted: NOT_SUPPORTED",
            "listed then: false",
            "purged: 1",
            "threads left: []");
    assertThat(github.count(Endpoint.IDENTITY)).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("waysToStart")
  void worksBesideAHostsOwnGuice(String command, List<String> modules)
      throws IOException, InterruptedException {
    assertThat(run(command, "guice"))
        .containsExactly(
            "modules: " + modules,
            "installed: [acme, github]",
            "authorise at: github.com",
            "created at: 2026-11-23T12:00:00Z",
            "host's bindings untouched: true",
            "connected: " + github.account().id(),
            "listed: true",
            "deleted: NOT_SUPPORTED",
            "listed then: false",
            "purged: 1",
            "threads left: []");
    assertThat(github.count(Endpoint.IDENTITY)).isEqualTo(2);
  }

  @Test
  void shutdownHookEndsTheWaitsThatAreLeft() throws IOException, InterruptedException {
    assertThat(run("class-path", "hook")).containsExactly("wait ended: CLOSED");
  }

  /** A command, and the modules of the program, of core and of the provider. */
  static Stream<Arguments> waysToStart() {
    return Stream.of(
        Arguments.of("class-path", List.of(UNNAMED, UNNAMED, UNNAMED)),
        Arguments.of("module-path", List.of(HOST, CORE, "dev.patchbay.providers.github")),
        Arguments.of("mixed", List.of(HOST, CORE, UNNAMED)));
  }

  private List<String> run(String command, String example)
      throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "HOST_GITHUB_TOKEN", github.issueToken(Scopes.of("read:user")),
            "PATCHBAY_CALLBACK_URL", "https://host.example/oauth/callback",
            "PATCHBAY_GITHUB_CLIENT_ID", github.client().clientId(),
            "PATCHBAY_GITHUB_CLIENT_SECRET", github.client().clientSecret().orElseThrow().reveal());
    return program.run(command, environment, example, sandbox.uri().toString());
  }
}
