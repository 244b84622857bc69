package dev.patchbay.engine;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.WrongKind;

/** A service that does everything as the RFCs say. */
final class AcmeProvider implements IntegrationProvider {
  static final String ID = "acme";

  private static final WrongKind REFRESH_TOKEN =
      WrongKind.of("rt_", "a refresh token", "hand it over as 'refreshToken'");
  private static final WrongKind PUBLIC_KEY =
      WrongKind.of("pub_", "a public key", "make a secret one");

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
                .build(),
            AccessToken.builder("an access token ('at_..')")
                .wrongKinds(REFRESH_TOKEN, PUBLIC_KEY)
                .wrongRefreshKinds(WrongKind.of("at_", "an access token", "swap the two"))
                .unrefreshablePrefixes("pat_")
                .build(),
            ApiKey.builder("an API key ('key_..')").wrongKinds(PUBLIC_KEY).build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example")).build())
        .identity(
            IdentityCall.builder("/me")
                .idPaths("id")
                .displayNamePaths("name")
                .emailPaths("email")
                .refusalHint("check the moon too")
                .build())
        .revocation(
            RevocationCall.builder("POST", UrlTemplate.of("https://acme.example/revoke"))
                .reach(reach)
                .goneStatuses(404)
                .build())
        .build();
  }
}
