package dev.patchbay.providers.posthog;

import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.WrongKind;

/** What may be handed over to connect PostHog, and what people mistake for it. */
final class PostHogTokens {
  private static final String TAKE_ACCESS_TOKEN = "hand it over as 'accessToken'";
  private static final WrongKind PROJECT_TOKEN =
      WrongKind.of(
          "phc_",
          "a project token, which is public and cannot read",
          "make a personal API key in PostHog's settings");
  private static final WrongKind PROJECT_SECRET_KEY =
      WrongKind.of(
          "phs_",
          "a project secret key, which stands for no user and reads next to nothing",
          "make a personal API key in PostHog's settings");
  private static final WrongKind PERSONAL_KEY =
      WrongKind.of("phx_", "a personal API key", "hand it over as 'apiKey'");
  private static final WrongKind OAUTH_TOKEN =
      WrongKind.of("pha_", "an OAuth access token", TAKE_ACCESS_TOKEN);
  private static final WrongKind REFRESH_TOKEN =
      WrongKind.of(
          "phr_",
          "a refresh token",
          "hand it over as 'refreshToken', beside the access token that came with it");

  private PostHogTokens() {}

  static ApiKey apiKey() {
    return ApiKey.builder("a personal API key ('phx_..')")
        .wrongKinds(PROJECT_TOKEN, PROJECT_SECRET_KEY, OAUTH_TOKEN, REFRESH_TOKEN)
        .build();
  }

  static AccessToken accessToken() {
    return AccessToken.builder("an access token of PostHog's OAuth ('pha_..')")
        .wrongKinds(PERSONAL_KEY, PROJECT_TOKEN, PROJECT_SECRET_KEY, REFRESH_TOKEN)
        .wrongRefreshKinds(OAUTH_TOKEN, PERSONAL_KEY, PROJECT_TOKEN, PROJECT_SECRET_KEY)
        .build();
  }
}
