package dev.patchbay.engine;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;

/**
 * A forge in the cloud, which customers also run themselves, with URLs that differ like GitHub's.
 */
final class ForgeProvider implements IntegrationProvider {
  static final String HOST = "host";
  static final String CLOUD = "acme.example";

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(AcmeProvider.ID, "Acme Forge")
        .auth(
            OAuth2.builder(
                    UrlTemplate.of("https://{host}/login/authorize"),
                    UrlTemplate.of("https://{host}/login/token"))
                .issuer("https://{host}/login")
                .issuerRequired()
                .build(),
            AccessToken.builder("an access token").build())
        .variables(Variable.builder(HOST).choices(CLOUD).defaultValue(CLOUD).customHosts().build())
        .api(
            ApiAccess.builder(
                    UrlTemplate.of("https://{host}/api/v3")
                        .when(HOST, CLOUD, "https://api.acme.example")
                        .when(HOST, "*.acme.cloud", "https://api.{host}"))
                .build())
        .identity(IdentityCall.builder("/me").idPaths("id").build())
        .revocation(
            RevocationCall.builder("POST", UrlTemplate.of("https://{host}/login/revoke")).build())
        .build();
  }
}
