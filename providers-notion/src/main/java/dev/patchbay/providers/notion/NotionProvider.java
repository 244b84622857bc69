package dev.patchbay.providers.notion;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.TokenErrors;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.WrongKind;
import java.net.URI;

/**
 * Connects Notion workspaces by OAuth, by a token of it, or by the token of an internal connection
 * or a personal one. A user is another account in each workspace; the token of an internal
 * connection stands for the workspace alone. Stateless and thread-safe; found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>What a connection may read are the pages that its user picked, perhaps none.
 *
 * @see <a href="https://developers.notion.com/docs/authorization">Authorization</a>
 */
public final class NotionProvider implements IntegrationProvider {
  private static final String API = "https://api.notion.com";
  private static final String VERSION_HEADER = "Notion-Version";

  /** The newest of https://developers.notion.com/reference/versioning. */
  private static final String VERSION = "2026-03-11";

  private static final WrongKind REFRESH_TOKEN =
      WrongKind.of(
          "nrt_",
          "a refresh token",
          "hand it over as 'refreshToken', beside the access token that came with it");

  /** Does nothing. */
  public NotionProvider() {}

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder("notion", "Notion")
        .documentation(URI.create("https://developers.notion.com/docs/authorization"))
        .auth(oauth2(), accessToken(), apiKey())
        .api(
            ApiAccess.builder(UrlTemplate.of(API))
                .header(VERSION_HEADER, VERSION)
                .errors(errors())
                .build())
        .identity(
            IdentityCall.builder("/v1/users/me")
                .idParts("bot.workspace_id", "bot.owner.user.id")
                .displayNamePaths("bot.workspace_name")
                .emailPaths("bot.owner.user.person.email")
                .build())
        .revocation(revocation())
        .secretPrefixes("ntn_", "nrt_", "secret_")
        .build();
  }

  /**
   * No scopes: what a connection may do stands in its settings. No reply says how long a token
   * lives, and nor does Notion.
   */
  private static OAuth2 oauth2() {
    return OAuth2.builder(
            UrlTemplate.of(API + "/v1/oauth/authorize"), UrlTemplate.of(API + "/v1/oauth/token"))
        // Not in Notion's documents; whether it would overlook a challenge is not known.
        .pkce(PkceMode.UNSUPPORTED)
        .clientAuthentication(ClientAuthentication.BASIC_UNENCODED)
        // A form is said to work, but only JSON is documented.
        .bodyFormat(BodyFormat.JSON)
        .tokenHeader(VERSION_HEADER, VERSION)
        .parameter("owner", "user")
        // Whether the old refresh token dies at once is not documented: taken for dead.
        .refresh(RefreshRules.builder().rotation(RefreshRotation.REPLACED).build())
        .errors(
            TokenErrors.builder()
                .operator("unauthorized")
                .passing(
                    "conflict_error",
                    "rate_limited",
                    "internal_server_error",
                    "service_unavailable",
                    "service_overload")
                .build())
        .build();
  }

  private static AccessToken accessToken() {
    return AccessToken.builder("an access token of Notion's OAuth ('ntn_..', older 'secret_..')")
        .wrongKinds(REFRESH_TOKEN)
        .wrongRefreshKinds(accessTokenOf("ntn_"), accessTokenOf("secret_"))
        .build();
  }

  private static ApiKey apiKey() {
    return ApiKey.builder(
            "the token of an internal connection, or a personal one ('ntn_..', older 'secret_..')")
        .wrongKinds(REFRESH_TOKEN)
        .build();
  }

  private static WrongKind accessTokenOf(String prefix) {
    return WrongKind.of(prefix, "an access token", "hand it over as 'accessToken'");
  }

  /** A conflict comes with 409 and passes; all else is told by the status. */
  private static ApiErrors errors() {
    return ApiErrors.builder()
        .codePaths("code")
        .passing("conflict_error")
        .rateLimited("rate_limited")
        .unauthorized("unauthorized")
        .build();
  }

  /** Whether one token takes the other with it is not documented, so both are named. */
  private static RevocationCall revocation() {
    return RevocationCall.builder("POST", UrlTemplate.of(API + "/v1/oauth/revoke"))
        .clientAuthentication(ClientAuthentication.BASIC_UNENCODED)
        .bodyFormat(BodyFormat.JSON)
        .header(VERSION_HEADER, VERSION)
        .token(RevokedToken.BOTH)
        .build();
  }
}
