package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
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
  void keyIsMadeAtTheFirstStartAndStays() throws IOException {
    RestClient client;
    int port;
    try (DemoHost host = DemoHost.start(here(), 0)) {
      assertThat(host.madeKey().orElseThrow().reveal()).startsWith("org_").hasSizeGreaterThan(40);
      port = URI.create(host.url()).getPort();
      client = host.client();
      assertThat(client.get("/integrations")).hasSize(7);
    }
    try (DemoHost host = DemoHost.start(here(), port)) {
      assertThat(host.madeKey()).isEmpty();
      assertThat(client.get("/integrations")).hasSize(7);
    }
    assertThat(Files.readString(folder.resolve("api-keys"))).doesNotContain("org_");
  }

  @Test
  void keyThatCanBeGuessedStopsTheStart() {
    Map<String, String> environment = new HashMap<>(here());
    environment.put(DemoKeys.VARIABLE, "org_admin");

    assertThatThrownBy(() -> DemoHost.start(environment, 0))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("at least 22")
        .hasMessageNotContaining("admin");
  }

  @Test
  void greetingTellsHowToBegin() throws IOException {
    try (DemoHost host = DemoHost.start(here(), 0)) {
      new Greeting(host, narrator).tell();

      assertThat(text())
          .contains(host.url(), host.madeKey().orElseThrow().reveal(), "github (sandbox)");
    }
  }

  @Test
  void stopEndsInOrderAlthoughACallbackHangs() throws IOException {
    RestClient client;
    int port;
    String path;
    try (DemoHost host = DemoHost.start(here(), 0)) {
      client = host.client();
      port = URI.create(host.url()).getPort();
      JsonNode session =
          client.post(
              "/oauth/sessions", Map.of("integration_type", "github", "workspace_id", "ws_1"));
      path = "/oauth/sessions/" + session.path("session_id").asText();
      SandboxService github = host.sandbox().service("github");
      github.breakDown(Endpoint.TOKEN, Fault.silent());
      URI callback =
          SandboxUser.at(host.sandbox())
              .approve(URI.create(session.path("authorize_url").asText()));
      Future<?> unused =
          HttpClient.newHttpClient()
              .sendAsync(HttpRequest.newBuilder(callback).build(), BodyHandlers.discarding());
      Awaitility.await().until(() -> github.count(Endpoint.TOKEN) == 1);
    }

    try (DemoHost host = DemoHost.start(here(), port)) {
      assertThat(host.madeKey()).isEmpty();
      assertThat(client.get(path).path("error").asText()).startsWith("exchange_outcome_unknown");
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
