package dev.patchbay.stores.jdbc.outage;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.UrlTemplate;

/** A service of the RFCs whose refresh tokens work once. */
record CutProvider(String id) implements IntegrationProvider {

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(id, "Service " + id)
        .auth(
            OAuth2.builder(url("", "/authorize"), url("", "/token"))
                .defaultScopes(Scopes.of("read"))
                .build(),
            AccessToken.builder("an access token").build())
        .api(ApiAccess.builder(url("api.", "")).build())
        .identity(IdentityCall.builder("/me").idPaths("id").build())
        .revocation(
            RevocationCall.builder("POST", url("", "/revoke")).token(RevokedToken.BOTH).build())
        .build();
  }

  private UrlTemplate url(String prefix, String path) {
    return UrlTemplate.of("https://" + prefix + id + ".example" + path);
  }
}
