package dev.patchbay.engine;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.UrlTemplate;

/** A service that does everything as the RFCs say. */
final class AcmeProvider implements IntegrationProvider {
  static final String ID = "acme";

  private final RevocationReach reach;

  AcmeProvider() {
    this(RevocationReach.TOKEN);
  }

  AcmeProvider(RevocationReach reach) {
    this.reach = reach;
  }

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(ID, "Acme")
        .auth(
            OAuth2.builder(
                    UrlTemplate.of("https://acme.example/authorize"),
                    UrlTemplate.of("https://acme.example/token"))
                .issuer("https://acme.example")
                .defaultScopes(Scopes.of("read", "write"))
                .requiredScopes(Scopes.of("read"))
                .build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example")).build())
        .identity(
            IdentityCall.builder("/me")
                .idPaths("id")
                .displayNamePaths("name")
                .emailPaths("email")
                .build())
        .revocation(
            RevocationCall.builder("POST", UrlTemplate.of("https://acme.example/revoke"))
                .reach(reach)
                .build())
        .build();
  }
}
