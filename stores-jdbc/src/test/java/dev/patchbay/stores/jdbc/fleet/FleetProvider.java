package dev.patchbay.stores.jdbc.fleet;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import dev.patchbay.spi.definition.UrlTemplate;
import java.util.Optional;

/**
 * A service of the RFCs whose clients have no secret, so that every JVM knows them.
 *
 * @param root what stands before the slash and the host in each URL
 * @param halts where a token reply may be halted that came whole and is not read yet
 */
record FleetProvider(String id, Mode mode, String root, Halts halts)
    implements IntegrationProvider {
  /** The root of the real service, which the sandbox's dialect is made of. */
  static final String REAL = "https:/";

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder(id, "Fleet " + id)
        .auth(
            OAuth2.builder(url("", "/authorize"), url("", "/token"))
                .clientAuthentication(ClientAuthentication.NONE)
                .defaultScopes(Scopes.of("read"))
                .refresh(mode.rules())
                .build(),
            AccessToken.builder("an access token").build())
        .api(ApiAccess.builder(url("api.", "")).build())
        .identity(IdentityCall.builder("/me").idPaths("id").build())
        .revocation(
            RevocationCall.builder("POST", url("", "/revoke"))
                .clientAuthentication(ClientAuthentication.NONE)
                .token(RevokedToken.REFRESH)
                .build())
        .build();
  }

  private UrlTemplate url(String prefix, String path) {
    return UrlTemplate.of(root + "/" + prefix + id + ".example" + path);
  }

  /** {@return the client that the sandbox registers from the start} */
  OAuthClient client() {
    return OAuthClient.builder("sandbox-" + id + "-1").build();
  }

  @Override
  public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
    halts.at(KillPoint.K10);
    return request.readStandard();
  }
}
