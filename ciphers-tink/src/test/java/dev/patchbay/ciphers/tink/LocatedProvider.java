package dev.patchbay.ciphers.tink;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;

/** A service at a given address, which refreshes for public clients. */
record LocatedProvider(String base) implements IntegrationProvider {
  static final String ID = "located";

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(ID, "Located")
        .auth(
            OAuth2.builder(UrlTemplate.of(base + "/authorize"), UrlTemplate.of(base + "/token"))
                .defaultScopes(Scopes.of("read"))
                .clientAuthentication(ClientAuthentication.NONE)
                .build(),
            AccessToken.builder("an access token").build())
        .api(ApiAccess.builder(UrlTemplate.of(base + "/api")).build())
        .build();
  }
}
