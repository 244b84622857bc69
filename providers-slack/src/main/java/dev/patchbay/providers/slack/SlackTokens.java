package dev.patchbay.providers.slack;

import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.WrongKind;

/**
 * What Slack's tokens are taken for. A signing secret begins like nothing, and is told apart by
 * Slack only.
 *
 * @see <a href="https://docs.slack.dev/authentication/tokens">Tokens</a>
 */
final class SlackTokens {
  private static final String EXPECTED = "a bot token ('xoxb-..') or a user token ('xoxp-..')";
  private static final String USE_OAUTH =
      "hand over a bot or user token, or let the user connect by OAuth";

  private static final WrongKind REFRESH_TOKEN =
      WrongKind.of(
          "xoxe-",
          "a refresh token",
          "hand it over as 'refreshToken', beside the 'xoxe.xox..' token that came with it");
  private static final WrongKind[] USELESS = {
    WrongKind.of("xapp-", "an app-level token, which reads nothing of a workspace", USE_OAUTH),
    WrongKind.of("xoxc-", "a token of a browser's session, which is no app's", USE_OAUTH),
    WrongKind.of("xoxd-", "a cookie of a browser's session, which is no app's", USE_OAUTH),
    WrongKind.of("https://hooks.slack.com", "the URL of a webhook, which can only write", USE_OAUTH)
  };

  private SlackTokens() {}

  /** With rotation the prefixes are {@code xoxe.xoxb-} and {@code xoxe.xoxp-}. */
  static AccessToken accessToken() {
    return AccessToken.builder(EXPECTED)
        .tokenSet("xoxp-", SlackOAuth.USER_SET)
        .tokenSet("xoxe.xoxp-", SlackOAuth.USER_SET)
        .wrongKinds(REFRESH_TOKEN)
        .wrongKinds(USELESS)
        .wrongRefreshKinds(accessTokenOf("xoxb-"), accessTokenOf("xoxp-"), accessTokenOf("xoxe."))
        .wrongRefreshKinds(USELESS)
        .build();
  }

  /** Other libraries call a token an API key. */
  static ApiKey apiKey() {
    return ApiKey.builder(EXPECTED).wrongKinds(REFRESH_TOKEN).wrongKinds(USELESS).build();
  }

  private static WrongKind accessTokenOf(String prefix) {
    return WrongKind.of(prefix, "an access token", "hand it over as 'accessToken'");
  }
}
