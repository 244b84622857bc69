package dev.patchbay.providers.github;

import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.WrongKind;

/**
 * What GitHub's tokens are taken for.
 *
 * @see <a
 *     href="https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github">GitHub's
 *     token formats</a>
 */
final class GitHubTokens {
  private static final String PERSONAL = "a personal access token ('ghp_..', 'github_pat_..')";

  private static final WrongKind REFRESH_TOKEN =
      WrongKind.of(
          "ghr_",
          "a refresh token",
          "hand it over as 'refreshToken', beside the 'ghu_..' token that came with it");
  private static final WrongKind INSTALLATION_TOKEN =
      WrongKind.of(
          "ghs_",
          "an installation token, which lives for an hour and stands for no user",
          "make a personal access token, or let the user connect by OAuth");

  private GitHubTokens() {}

  static AccessToken accessToken() {
    return AccessToken.builder(PERSONAL + " or a user token ('gho_..', 'ghu_..')")
        .wrongKinds(REFRESH_TOKEN, INSTALLATION_TOKEN)
        .wrongRefreshKinds(
            accessTokenOf("ghp_"),
            accessTokenOf("github_pat_"),
            accessTokenOf("gho_"),
            accessTokenOf("ghu_"),
            INSTALLATION_TOKEN)
        .unrefreshablePrefixes("ghp_", "github_pat_", "gho_")
        .build();
  }

  /** Other libraries call a personal access token an API key. */
  static ApiKey apiKey() {
    return ApiKey.builder(PERSONAL).wrongKinds(REFRESH_TOKEN, INSTALLATION_TOKEN).build();
  }

  private static WrongKind accessTokenOf(String prefix) {
    return WrongKind.of(prefix, "an access token", "hand it over as 'accessToken'");
  }
}
