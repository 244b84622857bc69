package dev.patchbay.providers.slack;

import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.UrlTemplate;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Connects the bot that an app has in a Slack workspace, users of the workspace, or both at once,
 * by OAuth or by a token. Stateless and thread-safe; found by {@link java.util.ServiceLoader}.
 *
 * <p>The scopes of a session are the bot's; those of the user go into the parameter {@code
 * user_scope}. A session with no scopes and that parameter connects the user alone. A connection
 * with a bot has the bot's account, which all users of the workspace share.
 *
 * @see <a href="https://docs.slack.dev/authentication/installing-with-oauth">Installing with
 *     OAuth</a>
 */
public final class SlackProvider implements IntegrationProvider {
  static final String SITE = "https://slack.com";

  /** Does nothing. */
  public SlackProvider() {}

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder("slack", "Slack")
        .documentation(URI.create("https://docs.slack.dev/authentication/installing-with-oauth"))
        .auth(SlackOAuth.oauth2(), SlackTokens.accessToken(), SlackTokens.apiKey())
        .api(ApiAccess.builder(UrlTemplate.of(SITE)).errors(errors()).build())
        .identity(
            IdentityCall.builder("/api/auth.test")
                .method("POST")
                .idParts("team_id", "user_id", "enterprise_id")
                .displayNameParts(" @ ", "user", "team")
                .displayNamePaths("user", "team")
                .scopesHeader("x-oauth-scopes")
                .build())
        .revocation(revocation())
        .secretPrefixes("xox", "xapp-", "xwfp-", "hooks.slack.com/services/")
        .build();
  }

  /** Slack says in the body that a request failed, with status 200. */
  private static ApiErrors errors() {
    return ApiErrors.builder()
        .codePaths("error")
        .rateLimited("ratelimited")
        .unauthorized(
            "invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive")
        .passing(SlackOAuth.passing())
        .build();
  }

  /**
   * Without rotation one call ends all that the bot or the user has with the app, and the bot is
   * the whole workspace's; with rotation it ends the one token. An access token that has expired is
   * as dead as a revoked one: what it was refreshed with is ended by a call of its own.
   *
   * @see <a href="https://docs.slack.dev/reference/methods/auth.revoke">auth.revoke</a>
   */
  private static RevocationCall revocation() {
    return RevocationCall.builder("POST", UrlTemplate.of(SITE + "/api/auth.revoke"))
        .clientAuthentication(ClientAuthentication.ANONYMOUS)
        .tokenInHeader()
        .token(RevokedToken.BOTH)
        .reach(RevocationReach.USER_AND_CLIENT)
        .goneErrors("invalid_auth", "token_revoked", "token_expired", "account_inactive")
        .build();
  }

  /** The answer holds no email address; a user's token with the scope for it can ask on. */
  @Override
  public Account identify(IdentifyRequest request) {
    JsonView self = request.callIdentity();
    Account account = request.readAccount(self);
    return self.at("user_id")
        .text()
        .filter(unused -> mayAskForEmail(request, self))
        .flatMap(id -> findEmail(request, id))
        .map(email -> withEmail(account, email))
        .orElse(account);
  }

  private static boolean mayAskForEmail(IdentifyRequest request, JsonView self) {
    boolean isUser = self.at("bot_id").isMissing();
    return isUser && request.grantedScopes().values().contains("users:read.email");
  }

  /** A connection is good without an email address, so nothing here may cost it. */
  private static Optional<String> findEmail(IdentifyRequest request, String userId) {
    String query = "?user=" + URLEncoder.encode(userId, StandardCharsets.UTF_8);
    URI user = request.apiUrl("/api/users.info" + query);
    try {
      return request
          .api()
          .send(ApiRequest.builder("GET", user).build())
          .json()
          .at("user.profile.email")
          .text();
    } catch (TemporaryFailureException unavailable) {
      return Optional.empty();
    }
  }

  private static Account withEmail(Account account, String email) {
    return Account.builder(account.id())
        .displayName(account.displayName().orElse(null))
        .email(email)
        .build();
  }
}
