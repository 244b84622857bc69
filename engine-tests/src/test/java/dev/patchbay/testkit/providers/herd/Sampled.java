package dev.patchbay.testkit.providers.herd;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.TokenErrors;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.WrongKind;
import java.net.URI;

/** A provider with a definition that is right, for others to spoil. */
public interface Sampled extends IntegrationProvider {

  @Override
  default IntegrationDefinition definition() {
    return sample(oauth2().build(), identity().build(), revocation().build());
  }

  static IntegrationDefinition sample(
      OAuth2 oauth2, IdentityCall identity, RevocationCall revocation) {
    return IntegrationDefinition.builder("sample", "Sample")
        .documentation(URI.create("https://sample.example/docs"))
        .auth(
            oauth2,
            AccessToken.builder("an access token")
                .wrongKinds(WrongKind.of("rt_", "a refresh token", "hand it over beside it"))
                .build(),
            ApiKey.builder("an API key").build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.sample.example")).build())
        .identity(identity)
        .revocation(revocation)
        .build();
  }

  static OAuth2.Builder oauth2() {
    return OAuth2.builder(
            UrlTemplate.of("https://sample.example/authorize"),
            UrlTemplate.of("https://sample.example/token"))
        .defaultScopes(Scopes.of("read", "write"))
        .requiredScopes(Scopes.of("read"))
        .errors(
            TokenErrors.builder()
                .terminal("code_expired")
                .operator("app_suspended")
                .passing("too_busy")
                .build());
  }

  static IdentityCall.Builder identity() {
    return IdentityCall.builder("/me").idPaths("id").displayNamePaths("name").emailPaths("email");
  }

  static RevocationCall.Builder revocation() {
    return RevocationCall.builder("POST", UrlTemplate.of("https://sample.example/revoke"));
  }
}
