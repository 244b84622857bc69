package example.acme;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.TokenErrors;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import dev.patchbay.spi.definition.WrongKind;
import java.net.URI;
import java.util.function.UnaryOperator;

/** A definition that uses every word there is. */
public final class AcmeDefinition {
  private static final String SITE = "https://{region}.acme.example";
  private static volatile UnaryOperator<String> site = UnaryOperator.identity();

  private AcmeDefinition() {}

  /** For whoever plays Acme: says where its URLs are from now on. */
  public static void move(UnaryOperator<String> newSite) {
    site = newSite;
  }

  static IntegrationDefinition located() {
    return IntegrationDefinition.builder("acme", "Acme")
        .documentation(URI.create("https://acme.example/docs"))
        .auth(oauth2(), accessToken(), apiKey())
        .variables(
            Variable.builder("region")
                .choices("us", "eu")
                .defaultValue("us")
                .replyField("region")
                .build())
        .api(
            ApiAccess.builder(UrlTemplate.of(SITE + "/api"))
                .header("X-Acme-Version", "2")
                .credentialScheme("Acme")
                .build()
                .toBuilder()
                .build())
        .identity(identity())
        .revocation(revocation())
        .build()
        .toBuilder()
        .build()
        .withUrls(url -> site.apply(url));
  }

  private static OAuth2 oauth2() {
    return OAuth2.builder(UrlTemplate.of(SITE + "/authorize"), UrlTemplate.of(SITE + "/token"))
        .issuer("https://acme.example")
        .issuerRequired()
        .pkce(PkceMode.S256)
        .parameter("audience", "notes")
        .allowedParameters("prompt")
        .scopeSeparator(",")
        .defaultScopes(Scopes.of("read", "mail"))
        .requiredScopes(Scopes.of("read"))
        .clientAuthentication(ClientAuthentication.BASIC)
        .bodyFormat(BodyFormat.JSON)
        .tokenHeader("X-Acme-Version", "2")
        .tokenTypes("acme")
        .tokenSets(tokenSet("user"), tokenSet("bot"))
        .errors(
            TokenErrors.builder()
                .terminal("acme_gone")
                .operator("acme_app_suspended")
                .passing("acme_busy")
                .build())
        .build()
        .toBuilder()
        .build();
  }

  private static TokenSetShape tokenSet(String name) {
    return TokenSetShape.builder(name)
        .accessToken(name + ".token")
        .tokenType(name + ".type")
        .refreshToken(name + ".renewal")
        .expiresIn(name + ".seconds")
        .refreshExpiresIn(name + ".renewal_seconds")
        .scope(name + ".may")
        .build();
  }

  private static AccessToken accessToken() {
    return AccessToken.builder("a personal token ('acme_pat_..')")
        .wrongKinds(WrongKind.of("acme_pub_", "a public token", "make a personal token"))
        .wrongRefreshKinds(WrongKind.of("acme_pat_", "a personal token", "leave it out"))
        .unrefreshablePrefixes("acme_pat_")
        .build();
  }

  private static ApiKey apiKey() {
    return ApiKey.builder("a key ('acme_key_..')")
        .wrongKinds(WrongKind.of("acme_pat_", "a personal token", "pass it as 'accessToken'"))
        .build();
  }

  private static IdentityCall identity() {
    return IdentityCall.builder("/v2/me")
        .idPaths("user.id")
        .displayNamePaths("user.name", "user.login")
        .emailPaths("user.mail")
        .refusalHint("tokens belong to one region: check the variable 'region' too")
        .build();
  }

  private static RevocationCall revocation() {
    return RevocationCall.builder("DELETE", UrlTemplate.of(SITE + "/apps/{client_id}/grants"))
        .clientAuthentication(ClientAuthentication.BASIC)
        .bodyFormat(BodyFormat.JSON)
        .header("X-Acme-Version", "2")
        .tokenField("grant")
        .reach(RevocationReach.TOKEN)
        .goneStatuses(404, 410)
        .build()
        .toBuilder()
        .build();
  }
}
