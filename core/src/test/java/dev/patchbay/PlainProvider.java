package dev.patchbay;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;

/** A provider that is nothing but data; its service is never called. */
final class PlainProvider implements IntegrationProvider {
  private final String id;

  PlainProvider(String id) {
    this.id = id;
  }

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(id, "Plain")
        .auth(
            OAuth2.builder(
                    UrlTemplate.of("https://plain.example/authorize"),
                    UrlTemplate.of("https://{region}.plain.example/token"))
                .allowedParameters("login_hint")
                .defaultScopes(Scopes.of("read"))
                .build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.plain.example")).build())
        .identity(IdentityCall.builder("/me").idPaths("id").build())
        .variables(Variable.builder("region").choices("us", "eu").defaultValue("us").build())
        .build();
  }
}
