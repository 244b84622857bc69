package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostHogSelfHostedIT {
  private static final String BASE = "https://posthog.example.com";

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService posthog =
      sandbox.add(PostHogDialect.selfHosted("posthog.example.com"));
  private final Flow flow = flow(sandbox, posthog, BASE);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void namesNoRegionInItsAnswers() {
    HttpResponse<String> first = connect(flow);
    HttpResponse<String> second = flow.token(flow.refresh(text(first, "refresh_token")));

    for (HttpResponse<String> reply : List.of(first, second)) {
      assertThat(reply.body())
          .contains("\"scoped_organizations\":[]}")
          .doesNotContain("posthog_region", "posthog_base_url");
    }
  }

  @Test
  void answersEverythingBelowItsHost() {
    String token = text(connect(flow), "access_token");
    String key = posthog.issueKey(Scopes.of("user:read"));

    assertThat(get("/api/users/@me/", token)).isEqualTo(200);
    assertThat(get("/api/users/@me/", key)).isEqualTo(200);
    assertThat(get("/api/personal_api_keys/@current/", key)).isEqualTo(200);
    assertThat(get("/oauth/userinfo/", token)).isEqualTo(200);
    assertThat(get("/oauth/userinfo", token)).as("without its last slash").isEqualTo(301);
    Map<String, String> form = flow.refresh("unused");
    form.put("token", token);
    assertThat(flow.send(flow.form(BASE + "/oauth/revoke/", form)).statusCode()).isEqualTo(200);
    assertThat(posthog.isAlive(token)).isFalse();
  }

  @Test
  void hasNothingInTheCloud() {
    assertThat(flow.get("https://us.posthog.com/api/users/@me/").statusCode()).isEqualTo(404);
    assertThat(flow.get("https://eu.posthog.com/api/users/@me/").statusCode()).isEqualTo(404);
  }

  @Test
  void hasAppsWithoutASecretToo() {
    try (Sandbox other = Sandbox.start()) {
      PostHogDialect dialect =
          PostHogDialect.selfHosted("posthog.example.com:8443").withoutClientSecret();
      Flow noSecret = flow(other, other.add(dialect), BASE + ":8443");

      HttpResponse<String> first = connect(noSecret);
      HttpResponse<String> second = noSecret.token(noSecret.refresh(text(first, "refresh_token")));

      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(text(second, "posthog_region")).isEmpty();
    }
  }

  private static Flow flow(Sandbox sandbox, SandboxService service, String base) {
    return new Flow(sandbox, service, base + "/oauth/authorize/", base + "/oauth/token/");
  }

  private static HttpResponse<String> connect(Flow flow) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", "openid user:read");
    return flow.token(flow.exchange(flow.newCode(parameters)));
  }

  private int get(String path, String token) {
    return flow.get(BASE + path, "Authorization", "Bearer " + token).statusCode();
  }
}
