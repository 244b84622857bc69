package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.model.Secret;
import dev.patchbay.web.keys.HashedKeys;
import dev.patchbay.web.spi.Principal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code src/it/spring}, built outside the reactor, with Spring Boot's versions. */
class SpringBootIT {
  private static final Path JAR = Excerpt.ROOT.resolve("demo/target/it/spring/target/app.jar");
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final int STOPPED_BY_SIGTERM = 143;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "PATCHBAY_CALLBACK_URL", "https://host.example/api/v1/oauth/callback",
          "PATCHBAY_GITHUB_CLIENT_ID", "Iv1.fake",
          "PATCHBAY_GITHUB_CLIENT_SECRET", "fake");

  @TempDir private Path folder;

  @Test
  void springBootServesTheApi() throws Exception {
    Path keys = folder.resolve("keys");
    Secret key = HashedKeys.make(keys, Principal.organisation());
    List<String> words =
        List.of("-jar", JAR.toString(), "--server.port=0", "--app.patchbay-keys=" + keys);
    try (ChildJvm spring = ChildJvm.start("spring", SETTINGS, words)) {
      String url = "http://127.0.0.1:" + spring.said(PORT) + "/api/v1";
      RestClient rest = new RestClient(url, key);

      JsonNode session =
          rest.post(
              "/oauth/sessions", Map.of("integration_type", "github", "workspace_id", "ws_1"));

      assertThat(session.path("authorize_url").asText()).startsWith("https://github.com/");
      assertThat(rest.get("/workspaces/ws_1/connections")).isEmpty();
      assertThat(rest.visit(URI.create(url + "/oauth/callback/github?state=x&code=y")))
          .isEqualTo(400);
      spring.stop();
      spring.ended(STOPPED_BY_SIGTERM);
    }
  }
}
