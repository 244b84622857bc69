package dev.patchbay.web.host;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;

/** A service without OAuth, which says nothing of accounts and revokes nothing. */
public final class TokenOnlyProvider implements IntegrationProvider {
  public static final String ID = "bare";

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(ID, "Bare")
        .variables(Variable.builder("region").choices("eu", "us").defaultValue("eu").build())
        .auth(AccessToken.builder("an access token").build())
        .api(ApiAccess.builder(UrlTemplate.of("https://{region}.bare.example")).build())
        .build();
  }
}
