package dev.patchbay.providers.linear;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.QuotaHeaders;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.WrongKind;
import java.net.URI;
import java.time.Duration;

/**
 * Connects Linear accounts by OAuth, by a token of it, or by a personal API key. A user is another
 * account in each workspace of Linear's. Stateless and thread-safe; found by {@link
 * java.util.ServiceLoader}.
 *
 * @see <a href="https://linear.app/developers/oauth-2-0-authentication">OAuth 2.0
 *     authentication</a>
 */
public final class LinearProvider implements IntegrationProvider {
  private static final String API = "https://api.linear.app";
  private static final Duration REPLAY_WINDOW = Duration.ofMinutes(30);
  private static final String VIEWER =
      "{ viewer { id name displayName email } organization { id name urlKey } }";
  private static final WrongKind REFRESH_TOKEN =
      WrongKind.of(
          "lin_refresh_",
          "a refresh token",
          "hand it over as 'refreshToken', beside the access token that came with it");
  private static final WrongKind PERSONAL_KEY =
      WrongKind.of("lin_api_", "a personal API key", "hand it over as 'apiKey'");
  private static final WrongKind OAUTH_TOKEN =
      WrongKind.of("lin_oauth_", "an OAuth access token", "hand it over as 'accessToken'");

  /** Does nothing. */
  public LinearProvider() {}

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder("linear", "Linear")
        .documentation(URI.create("https://linear.app/developers/oauth-2-0-authentication"))
        .auth(oauth2(), apiKey(), accessToken())
        .api(ApiAccess.builder(UrlTemplate.of(API)).errors(errors()).build())
        .identity(
            IdentityCall.builder("/graphql")
                .method("POST")
                .jsonField("query", VIEWER)
                .idParts("data.organization.id", "data.viewer.id")
                .displayNameParts(" @ ", "data.viewer.name", "data.organization.name")
                .displayNamePaths("data.viewer.name", "data.viewer.displayName")
                .emailPaths("data.viewer.email")
                .build())
        .revocation(
            RevocationCall.builder("POST", UrlTemplate.of(API + "/oauth/revoke"))
                .clientAuthentication(ClientAuthentication.ANONYMOUS)
                .token(RevokedToken.BOTH)
                .goneStatuses(400)
                .build())
        .secretPrefixes("lin_api_", "lin_oauth_", "lin_refresh_")
        .build();
  }

  /** With a proof key Linear takes a client without a secret too. */
  private static OAuth2 oauth2() {
    return OAuth2.builder(
            UrlTemplate.of("https://linear.app/oauth/authorize"),
            UrlTemplate.of(API + "/oauth/token"))
        .clientAuthentication(ClientAuthentication.POST_OR_NONE)
        .scopeSeparator(",")
        .defaultScopes(Scopes.of("read"))
        .parameter("prompt", "consent")
        .allowedParameters("actor")
        .refresh(RefreshRules.builder().replayWindow(REPLAY_WINDOW).build())
        .build();
  }

  /** The key stands alone in the header; with a word before it Linear refuses it. */
  private static ApiKey apiKey() {
    return ApiKey.builder("a personal API key ('lin_api_..')")
        .wrongKinds(OAUTH_TOKEN, REFRESH_TOKEN)
        .scheme("")
        .build();
  }

  private static AccessToken accessToken() {
    return AccessToken.builder("an access token of Linear's OAuth")
        .wrongKinds(PERSONAL_KEY, REFRESH_TOKEN)
        .wrongRefreshKinds(OAUTH_TOKEN, PERSONAL_KEY)
        .build();
  }

  /** The code inside says more than the status: Linear's rate limit comes with 400. */
  private static ApiErrors errors() {
    return ApiErrors.builder()
        .codePaths("errors.0.extensions.code")
        .rateLimited("RATELIMITED")
        .unauthorized("AUTHENTICATION_ERROR")
        .quotas(quota("Requests"), quota("Complexity"), quota("Endpoint-Requests"))
        .build();
  }

  private static QuotaHeaders quota(String of) {
    String prefix = "X-RateLimit-" + of;
    return QuotaHeaders.epochMillis(prefix + "-Remaining", prefix + "-Reset");
  }
}
