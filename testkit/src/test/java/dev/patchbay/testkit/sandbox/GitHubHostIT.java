package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.patchbay.model.OAuthClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubHostIT {
  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "github.com, https://api.github.com",
    "ghe.example.com, https://ghe.example.com/api/v3",
    "ghe.example.com:8443, https://ghe.example.com:8443/api/v3",
    "octo.ghe.com, https://api.octo.ghe.com"
  })
  void answersEverythingOnTheHostAndItsApi(String host, String api) {
    SandboxService github = sandbox.add(GitHubDialect.gitHubApp().at(host));
    Flow flow = flow(github, host);
    HttpResponse<String> first = connect(flow);

    HttpResponse<String> reply =
        flow.token(flow.refresh(text(first, "refresh_token")), "Accept", "application/json");
    String token = text(reply, "access_token");
    HttpResponse<String> user = flow.get(api + "/user", "Authorization", "Bearer " + token);

    assertThat(text(user, "html_url")).isEqualTo("https://" + host + "/sandy");
    assertThat(flow.get(api + "/user/emails", "Authorization", "Bearer " + token).statusCode())
        .as("without the scope")
        .isEqualTo(404);
    assertThat(revoke(flow, api, github.client(), token)).isEqualTo(204);
    assertThat(github.isAlive(token)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"github.com", "ghe.example.com", "octo.ghe.com"})
  void namesTheIssuerOfTheHost(String host) {
    Flow flow = flow(sandbox.add(GitHubDialect.oauthApp().at(host)), host);

    assertThat(flow.approve(flow.authorization()))
        .containsEntry("iss", "https://" + host + "/login/oauth");
  }

  @Test
  void hasNothingOnThePublicHosts() {
    SandboxService github = sandbox.add(GitHubDialect.oauthApp().at("ghe.example.com"));
    Flow elsewhere = flow(github, "github.com");

    assertThat(elsewhere.get("https://api.github.com/user").statusCode()).isEqualTo(404);
    assertThat(elsewhere.token(elsewhere.exchange("unused")).statusCode()).isEqualTo(404);
    assertThat(elsewhere.get("https://api.ghe.example.com/user").statusCode()).isEqualTo(404);
    assertThat(github.count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void staysThereWithoutAnIssuer() {
    GitHubDialect dialect = GitHubDialect.oauthApp().at("ghe.example.com").withoutIssuer();
    Flow flow = flow(sandbox.add(dialect), "ghe.example.com");

    assertThat(flow.approve(flow.authorization())).containsOnlyKeys("code", "state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://ghe.example.com", "ghe.example.com/", "a b", ".ghe.com"})
  void takesNothingButAHostName(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitHubDialect.oauthApp().at(host))
        .withMessageContaining("'" + host + "'");
    assertThatIllegalArgumentException().isThrownBy(() -> PostHogDialect.selfHosted(host));
  }

  private Flow flow(SandboxService service, String host) {
    String base = "https://" + host + "/login/oauth";
    return new Flow(sandbox, service, base + "/authorize", base + "/access_token");
  }

  private static HttpResponse<String> connect(Flow flow) {
    return flow.token(flow.exchange(flow.newCode()), "Accept", "application/json");
  }

  private static int revoke(Flow flow, String api, OAuthClient client, String token) {
    String basic = Flow.basic(client.clientId(), client.clientSecret().orElseThrow().reveal());
    String url = api + "/applications/" + client.clientId() + "/token";
    return flow.send(
            flow.json("DELETE", url, Map.of("access_token", token), "Authorization", basic))
        .statusCode();
  }
}
