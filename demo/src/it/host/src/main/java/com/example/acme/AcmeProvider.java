package com.example.acme;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.*;

public final class AcmeProvider implements IntegrationProvider {
  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder("acme", "Acme")
        .auth(
            OAuth2.builder(
                    UrlTemplate.of("https://acme.example/oauth/authorize"),
                    UrlTemplate.of("https://acme.example/oauth/token"))
                .build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example")).build())
        .identity(IdentityCall.builder("/me").idPaths("id").displayNamePaths("name").build())
        .build();
  }
}
