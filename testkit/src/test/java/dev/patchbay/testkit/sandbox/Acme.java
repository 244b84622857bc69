package dev.patchbay.testkit.sandbox;

import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.UrlTemplate;
import java.util.function.UnaryOperator;

/** A made-up service that is just what its definition says. */
final class Acme {
  static final String AUTHORIZE = "https://acme.example/authorize";
  static final String TOKEN = "https://acme.example/token";
  static final String REVOKE = "https://acme.example/revoke";
  static final String ME = "https://api.acme.example/v1/me";

  private Acme() {}

  static IntegrationDefinition definition() {
    return definition(builder -> builder);
  }

  static IntegrationDefinition definition(UnaryOperator<OAuth2.Builder> change) {
    return builder(change).build();
  }

  static IntegrationDefinition.Builder builder(UnaryOperator<OAuth2.Builder> change) {
    OAuth2.Builder oauth2 = OAuth2.builder(UrlTemplate.of(AUTHORIZE), UrlTemplate.of(TOKEN));
    return IntegrationDefinition.builder("acme", "Acme")
        .auth(change.apply(oauth2).build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example/v1")).build())
        .identity(
            IdentityCall.builder("/me?fields=user")
                .idPaths("user.id", "id")
                .displayNamePaths("user.name")
                .emailPaths("contact.email")
                .build())
        .revocation(RevocationCall.builder("POST", UrlTemplate.of(REVOKE)).build());
  }

  static SandboxService in(Sandbox sandbox) {
    return sandbox.add(StandardDialect.of(definition()));
  }

  static Flow flow(Sandbox sandbox, SandboxService service) {
    return new Flow(sandbox, service, AUTHORIZE, TOKEN);
  }
}
