package dev.patchbay.engine;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;

/** A service with regions, and none of them where a customer runs it, like PostHog. */
final class RegionsProvider implements IntegrationProvider {

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(AcmeProvider.ID, "Acme Regions")
        .auth(
            OAuth2.builder(url("/authorize"), url("/token")).build(),
            AccessToken.builder("an access token").build())
        .variables(
            Variable.builder("region")
                .choices("us", "eu")
                .defaultValue("us")
                .replyField("scope")
                .build(),
            Variable.builder("host").customHosts().replaces("region").build())
        .api(ApiAccess.builder(url("")).build())
        .identity(IdentityCall.builder("/me").idPaths("id").build())
        .build();
  }

  private static UrlTemplate url(String path) {
    return UrlTemplate.of("https://{region}.acme.example" + path)
        .when("host", "*", "https://{host}" + path);
  }
}
