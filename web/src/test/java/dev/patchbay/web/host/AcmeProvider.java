package dev.patchbay.web.host;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.UrlTemplate;

/**
 * A service of the RFCs, with every way in.
 *
 * @param id the integration's id
 * @param displayName what people call it
 */
public record AcmeProvider(String id, String displayName) implements IntegrationProvider {

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(id, displayName)
        .auth(
            OAuth2.builder(url("", "/authorize"), url("", "/token"))
                .defaultScopes(Scopes.of("read"))
                .build(),
            AccessToken.builder("an access token").build(),
            ApiKey.builder("an API key").build())
        .api(ApiAccess.builder(url("api.", "")).build())
        .identity(
            IdentityCall.builder("/me")
                .idPaths("id")
                .displayNamePaths("name")
                .emailPaths("email")
                .build())
        .revocation(
            RevocationCall.builder("POST", url("", "/revoke")).token(RevokedToken.BOTH).build())
        .build();
  }

  private UrlTemplate url(String prefix, String path) {
    return UrlTemplate.of("https://" + prefix + id + ".example" + path);
  }
}
