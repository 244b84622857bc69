package dev.patchbay.providers.slack;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenErrors;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;

/**
 * Slack's OAuth, where bot and user have scopes and tokens of their own.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/oauth.v2.access">oauth.v2.access</a>
 */
final class SlackOAuth {
  static final String USER_SET = "user";
  private static final String BOT_SET = "bot";
  private static final String OF_USER = "authed_user.";
  private static final String[] PASSING_CODES = {
    "internal_error", "fatal_error", "service_unavailable", "request_timeout"
  };

  private SlackOAuth() {}

  /** Codes that pass by themselves, at the token endpoint as elsewhere. */
  static String[] passing() {
    return PASSING_CODES.clone();
  }

  /**
   * Proof keys are off: an app that switches them on becomes a public client for good. With them
   * off, whether Slack refuses or overlooks a challenge is not certain, so none is sent.
   *
   * @see <a href="https://docs.slack.dev/authentication/using-pkce">Using PKCE</a>
   */
  static OAuth2 oauth2() {
    return OAuth2.builder(
            UrlTemplate.of(SlackProvider.SITE + "/oauth/v2/authorize"),
            UrlTemplate.of(SlackProvider.SITE + "/api/oauth.v2.access"))
        .pkce(PkceMode.UNSUPPORTED)
        .clientAuthentication(ClientAuthentication.BASIC_UNENCODED)
        .scopeSeparator(",")
        .defaultScopes(Scopes.of("channels:read", "users:read"))
        .allowedParameters("user_scope", "team")
        .tokenSets(bot(), user())
        // How long the old refresh token is still taken after a refresh is not documented: it is
        // never sent again.
        .refresh(RefreshRules.builder().rotation(RefreshRotation.REPLACED).build())
        .errors(errors())
        .build();
  }

  /**
   * Of the bot, at the top; missing if only scopes of the user were asked for. What stands there is
   * the bot's by its type only: the reply to a refresh looks the same for either.
   */
  private static TokenSetShape bot() {
    return TokenSetShape.builder(BOT_SET).requiredType(BOT_SET).optional().build();
  }

  /** Of the user, one level below; a refresh, which is of one set, has it at the top too. */
  private static TokenSetShape user() {
    return TokenSetShape.builder(USER_SET)
        .accessToken(OF_USER + "access_token")
        .tokenType(OF_USER + "token_type")
        .refreshToken(OF_USER + "refresh_token")
        .expiresIn(OF_USER + "expires_in")
        .refreshExpiresIn(OF_USER + "refresh_token_expires_in")
        .scope(OF_USER + "scope")
        .requiredType(USER_SET)
        .optional()
        .refreshed(TokenSetShape.builder(USER_SET).requiredType(USER_SET).build())
        .build();
  }

  /**
   * Others, such as {@code no_scopes} and {@code user_email_unverified}, are told as they are. Some
   * report {@code invalid_grant}, which Slack does not document; it means everywhere the same.
   */
  private static TokenErrors errors() {
    return TokenErrors.builder()
        .terminal(
            "invalid_code",
            "code_already_used",
            "invalid_refresh_token",
            "token_revoked",
            "account_inactive")
        .operator("invalid_client_id", "bad_client_secret", "bad_redirect_uri")
        .passing("ratelimited")
        .passing(passing())
        .build();
  }
}
