package dev.patchbay.refresh;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.UrlTemplate;

/** A service of the RFCs, with refresh rules of the test's choice. */
record RotatingProvider(String id, RefreshRules rules) implements IntegrationProvider {

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(id, "Rotating " + id)
        .auth(
            OAuth2.builder(url("/authorize"), url("/token"))
                .defaultScopes(Scopes.of("read"))
                .refresh(rules)
                .build(),
            AccessToken.builder("an access token").build(),
            ApiKey.builder("an API key").build())
        .api(
            ApiAccess.builder(UrlTemplate.of("https://api." + id + ".example"))
                .errors(
                    ApiErrors.builder().codePaths("error").unauthorized("token_revoked").build())
                .build())
        .identity(IdentityCall.builder("/me").idPaths("id").build())
        .revocation(RevocationCall.builder("POST", url("/revoke")).token(RevokedToken.BOTH).build())
        .build();
  }

  private UrlTemplate url(String path) {
    return UrlTemplate.of("https://" + id + ".example" + path);
  }
}
