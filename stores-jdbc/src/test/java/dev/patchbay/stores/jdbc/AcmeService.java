package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.UrlTemplate;

/** A service with every way in. */
final class AcmeService implements IntegrationProvider {
  static final String ID = "acme";

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(ID, "Acme")
        .auth(
            OAuth2.builder(url("/authorize"), url("/token"))
                .defaultScopes(Scopes.of("read"))
                .build(),
            AccessToken.builder("an access token").build(),
            ApiKey.builder("an API key").build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example")).build())
        .identity(
            IdentityCall.builder("/me")
                .idPaths("id")
                .displayNamePaths("name")
                .emailPaths("email")
                .build())
        .revocation(RevocationCall.builder("POST", url("/revoke")).build())
        .build();
  }

  private static UrlTemplate url(String path) {
    return UrlTemplate.of("https://acme.example" + path);
  }
}
