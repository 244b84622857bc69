package dev.patchbay.providers.posthog;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Connects PostHog Cloud accounts by personal API key or by PostHog's own OAuth, in the region that
 * the variable {@code region} names: {@code us}, the default, or {@code eu}; or at the {@code host}
 * of one's own, if the operator allows it. Stateless and thread-safe; found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>The account id is the user's UUID. A key without the scope {@code user:read} does not tell it,
 * only a number; its account id is {@code user_id:} and that number, and so it does not meet other
 * connections of the same user.
 *
 * @see <a href="https://posthog.com/docs/api">PostHog API</a>
 */
public final class PostHogProvider implements IntegrationProvider {
  private static final String CURRENT_KEY = "/api/personal_api_keys/@current/";
  private static final String USER_INFO = "/oauth/userinfo/";

  /** For an app that is registered by hand; a public one keeps its refresh token. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private static final Duration IDLE_LIFE = Duration.ofDays(30);
  private static final int FORBIDDEN = 403;

  /** Does nothing. */
  public PostHogProvider() {}

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder("posthog", "PostHog")
        .documentation(URI.create("https://posthog.com/docs/api"))
        .auth(PostHogTokens.apiKey(), PostHogTokens.accessToken(), oauth2())
        .variables(
            Variable.builder("region")
                .choices("us", "eu")
                .defaultValue("us")
                .replyField("posthog_region")
                .build(),
            Variable.builder("host").customHosts().replaces("region").build())
        .api(ApiAccess.builder(url("")).build())
        .identity(identity())
        .revocation(
            RevocationCall.builder("POST", url("/oauth/revoke/"))
                .clientAuthentication(ClientAuthentication.POST_OR_NONE)
                .token(RevokedToken.REFRESH)
                .reach(RevocationReach.USER_AND_CLIENT)
                .build())
        .secretPrefixes("phx_", "pha_", "phr_", "phs_")
        .build();
  }

  /** In the cloud a region, else the host of a PostHog that somebody runs himself. */
  private static UrlTemplate url(String path) {
    return UrlTemplate.of("https://{region}.posthog.com" + path)
        .when("host", "*", "https://{host}" + path);
  }

  /** PostHog demands PKCE of every client, and the slash at the end of every URL. */
  private static OAuth2 oauth2() {
    return OAuth2.builder(url("/oauth/authorize/"), url("/oauth/token/"))
        .clientAuthentication(ClientAuthentication.POST_OR_NONE)
        .allowedParameters("required_access_level")
        .defaultScopes(Scopes.of("openid", "profile", "email", "user:read", "project:read"))
        .refresh(RefreshRules.builder().replayWindow(GRACE).idleLife(IDLE_LIFE).build())
        .build();
  }

  /** The places of all three answers: {@code @me}, user info, and the key's own. */
  private static IdentityCall identity() {
    return IdentityCall.builder("/api/users/@me/")
        .idPaths("uuid", "sub", "user_id")
        .displayNameParts(" ", "first_name", "last_name")
        .displayNamePaths("name", "first_name", "email", "label")
        .emailPaths("email")
        .refusalHint("keys and apps live in one region: check the variable 'region' too")
        .build();
  }

  /** A credential that may not read its user can still say who that is, by a second call. */
  @Override
  public Account identify(IdentifyRequest request) {
    try {
      return request.readAccount(request.callIdentity());
    } catch (InvalidRequestException refused) {
      if (!refused.httpStatus().equals(Optional.of(FORBIDDEN))) {
        throw refused;
      }
      return request.credentialKind() == CredentialKind.API_KEY
          ? ownerOfKey(request, request.callApi(CURRENT_KEY))
          : request.readAccount(request.callApi(USER_INFO));
    }
  }

  /** A key tells another id of its user than everything else does, which must not meet that. */
  private static Account ownerOfKey(IdentifyRequest request, JsonView key) {
    Account owner = request.readAccount(key);
    return Account.builder("user_id:" + owner.id())
        .displayName(owner.displayName().orElse(null))
        .build();
  }
}
