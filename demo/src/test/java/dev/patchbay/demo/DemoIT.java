package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir private Path folder;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Narrator narrator =
      new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8));

  @Test
  void walksThroughEverythingByItself() throws IOException {
    try (DemoHost host = DemoHost.start(here(), 0)) {
      new AutoWalk(host, narrator).walk();
    }

    assertThat(narrator.summary()).as(text()).isZero();
    assertThat(text())
        .contains(
            "Gmail by OAuth",
            "Gmail by access token",
            "Google Drive by OAuth",
            "Google Drive by access token",
            "GitHub by OAuth",
            "GitHub by access token",
            "GitHub by API key",
            "Notion by OAuth",
            "Notion by access token",
            "Notion by API key",
            "Linear by OAuth",
            "Linear by access token",
            "Linear by API key",
            "Slack by OAuth",
            "Slack by access token",
            "Slack by API key",
            "PostHog by OAuth",
            "PostHog by access token",
            "PostHog by API key",
            "a project token, which is public and cannot read",
            "the service says: Bad credentials",
            "asked again, got another one for 1 token request",
            "explained: last it was REFRESHED. Nothing needs to be done",
            "0 wrong")
        .doesNotContain("[WRONG]", "CNRY");
  }

  @Test
  void aStepThatComesOutWrongChangesTheExitStatus() {
    narrator.check(true, "one");
    narrator.check(false, "two");

    assertThat(narrator.summary()).isEqualTo(1);
  }

  @Test
  void nothingDoneIsNoSuccess() {
    assertThat(narrator.summary()).isEqualTo(1);
  }

  @Test
  void menuTellsWhatIsWrongAndGoesOn() throws IOException {
    String typed = "connect githbu\nlist\ndelete conn_1\nwhat\n\nquit\n";
    try (DemoHost host = DemoHost.start(here(), 0)) {
      new Menu(host, narrator, new BufferedReader(new StringReader(typed))).run();
    }

    assertThat(text())
        .contains("github (sandbox)")
        .contains("unknown_integration:")
        .contains("no connections yet")
        .contains("connection_not_found:")
        .contains("'what' is none of");
  }

  @Test
  void menuTakesCredentials() throws IOException {
    String typed =
        """
        key posthog
        phc_fake
        key posthog region=mars
        x
        key posthog region=us

        token github

        token trello
        x
        list
        quit
        """;
    try (DemoHost host = DemoHost.start(here(), 0)) {
      new Menu(host, narrator, new BufferedReader(new StringReader(typed))).run();
      assertThat(connections(host)).hasSize(2);
    }

    assertThat(text())
        .contains("credential_wrong_kind:", "make a personal API key")
        .contains("'variables.region' is not acceptable")
        .contains("at posthog")
        .contains("at github")
        .contains("unknown_integration:")
        .doesNotContain("CNRY");
  }

  private static List<Connection> connections(DemoHost host) {
    return host.integrations()
        .connections()
        .list(DemoHost.WORKSPACE, ConnectionFilter.all())
        .connections();
  }

  @Test
  void menuEndsWithItsInput() throws IOException {
    try (DemoHost host = DemoHost.start(here(), 0)) {
      new Menu(host, narrator, new BufferedReader(new StringReader(""))).run();
    }
    assertThat(text()).contains("connect <integration>");
  }

  @Test
  void realClientInTheEnvironmentTakesTheSandboxesPlace() throws IOException {
    Map<String, String> environment =
        Map.of(
            "PATCHBAY_GITHUB_CLIENT_ID",
            "Iv1.fake",
            "PATCHBAY_GITHUB_CLIENT_SECRET",
            "CNRY-real",
            "PATCHBAY_PORT",
            "0",
            Storage.FOLDER,
            folder.toString());
    try (DemoHost host = DemoHost.start(environment, DemoHost.port(environment))) {
      assertThat(host.sandboxed())
          .containsOnlyKeys("gdrive", "gmail", "linear", "notion", "posthog", "slack");
      assertThat(host.integrations().installed()).hasSize(7);
    }
  }

  @Test
  void unknownArgumentsAreExplained() {
    assertThat(Demo.run(List.of("--fast"), Map.of())).isEqualTo(2);
  }

  private Map<String, String> here() {
    return Map.of(Storage.FOLDER, folder.toString());
  }

  private String text() {
    return told.toString(StandardCharsets.UTF_8);
  }
}
