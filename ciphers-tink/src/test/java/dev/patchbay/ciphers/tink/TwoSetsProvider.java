package dev.patchbay.ciphers.tink;

import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import dev.patchbay.spi.definition.UrlTemplate;
import java.util.Optional;

/** A service whose token replies hold a second token set, made up of the first. */
record TwoSetsProvider(String id) implements IntegrationProvider {
  static final String SECOND = "user";

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(id, "Service " + id)
        .auth(
            OAuth2.builder(url("/authorize"), url("/token"))
                .defaultScopes(Scopes.of("read"))
                .build(),
            AccessToken.builder("an access token").build(),
            ApiKey.builder("an API key").build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api." + id + ".example")).build())
        .identity(
            IdentityCall.builder("/me")
                .idPaths("id")
                .displayNamePaths("name")
                .emailPaths("email")
                .build())
        .revocation(RevocationCall.builder("POST", url("/revoke")).build())
        .build();
  }

  private UrlTemplate url(String path) {
    return UrlTemplate.of("https://" + id + ".example" + path);
  }

  @Override
  public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
    return request
        .readStandard()
        .map(reply -> TokenReply.builder(reply.primary()).others(second(reply.primary())).build());
  }

  private static TokenGrant second(TokenGrant first) {
    String token = first.accessToken().reveal() + "-2";
    return TokenGrant.builder(SECOND, Secret.of(token)).build();
  }
}
