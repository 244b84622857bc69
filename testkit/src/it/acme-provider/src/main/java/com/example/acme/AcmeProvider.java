package com.example.acme;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.*;
import java.net.URI;

public final class AcmeProvider implements IntegrationProvider {
  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder("acme", "Acme")
        .documentation(URI.create("https://acme.example/docs/oauth"))
        .auth(
            OAuth2.builder(
                    UrlTemplate.of("https://acme.example/oauth/authorize"),
                    UrlTemplate.of("https://acme.example/oauth/token"))
                .defaultScopes(Scopes.of("read"))
                .errors(TokenErrors.builder().terminal("code_expired").build())
                .refresh(RefreshRules.builder().endsAccessToken().build())
                .build(),
            ApiKey.builder("an API key ('ak_..')").build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example")).build())
        .identity(IdentityCall.builder("/me").idPaths("id").displayNamePaths("name").build())
        .revocation(
            RevocationCall.builder("POST", UrlTemplate.of("https://acme.example/oauth/revoke"))
                .build())
        .build();
  }
}
