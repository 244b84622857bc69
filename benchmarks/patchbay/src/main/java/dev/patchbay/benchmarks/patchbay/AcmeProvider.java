package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;

/** A service whose access tokens live on when they are refreshed, as Google's do. */
final class AcmeProvider implements IntegrationProvider {
  static final String TYPE = "acme";

  private final IntegrationDefinition definition;

  AcmeProvider(String tokenUrl) {
    OAuth2 oauth2 =
        OAuth2.builder(
                UrlTemplate.of("https://service.example/authorize"), UrlTemplate.of(tokenUrl))
            .clientAuthentication(ClientAuthentication.POST)
            .build();
    definition =
        IntegrationDefinition.builder(TYPE, "Acme")
            .auth(oauth2, AccessToken.builder("A token of Acme").build())
            .build();
  }

  @Override
  public IntegrationDefinition definition() {
    return definition;
  }
}
