package dev.patchbay.internal.provider;

import static dev.patchbay.internal.provider.ProviderSources.goodJar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host sees of providers that were built outside and put on its class path. */
class OutsideProviderTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  @TempDir private Path folder;
  private LoaderFixture fixture;

  @BeforeEach
  void open() {
    fixture = new LoaderFixture(folder);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void oneClassAndOneServicesLineMakeAnIntegration() {
    ClassLoader loader = fixture.classPath(goodJar("acme.jar", "acme.Acme", "acme"));
    try (Integrations integrations = builder(loader).client("acme", client()).build()) {
      Session session =
          integrations.sessions().create(SessionRequest.builder(WORKSPACE, "acme").build());

      assertThat(session.authorizeUrl().map(URI::create).orElseThrow().getQuery())
          .contains("client_id=id");
      assertThat(integrations.providerFailures()).isEmpty();
    }
  }

  @Test
  void brokenOnesBesideItAreListedWithTheirCauses() {
    ClassLoader loader =
        fixture.classPath(
            goodJar("acme.jar", "acme.Acme", "acme"),
            goodJar("twin1.jar", "acme.Twin1", "twin"),
            goodJar("twin2.jar", "acme.Twin2", "twin"),
            BrokenJar.MISSING_CLASS.jar(),
            BrokenJar.THROWING_CONSTRUCTOR.jar(),
            BrokenJar.THROWING_DEFINITION.jar(),
            BrokenJar.MALFORMED_LINE.jar());
    try (Integrations integrations = builder(loader).build()) {
      assertThat(integrations.installed())
          .extracting(IntegrationDefinition::id)
          .containsExactly("acme");
      assertThat(integrations.providerFailures())
          .hasSize(6)
          .extracting(ProviderLoadFailure::message)
          .allMatch(message -> !message.isBlank());
      assertThatThrownBy(
              () ->
                  integrations.sessions().create(SessionRequest.builder(WORKSPACE, "twin").build()))
          .isInstanceOfSatisfying(
              MisconfiguredException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DUPLICATE_PROVIDER))
          .hasMessageContaining("twin1.jar")
          .hasMessageContaining("twin2.jar");
    }
  }

  private static IntegrationsBuilder builder(ClassLoader loader) {
    return Integrations.builder()
        .classLoader(loader)
        .callbackUrl("https://host.example/oauth/callback");
  }

  private static OAuthClient client() {
    return OAuthClient.builder("id").clientSecret(Secret.of("CNRY-secret")).build();
  }
}
