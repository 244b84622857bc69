package dev.patchbay.providers.google;

import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.WrongKind;

/** What Google's tokens are, and what else people take for them. */
final class GoogleTokens {
  private static final String ACCESS_TOKEN = "ya29.";
  private static final String REFRESH_TOKEN = "1//";
  private static final String CODE = "4/";
  private static final String CLIENT_SECRET = "GOCSPX-";
  private static final String API_KEY = "AIza";

  private static final String CONNECT =
      "let the user connect by OAuth, or hand over the access token that it gave";
  private static final WrongKind KEY =
      WrongKind.of(API_KEY, "an API key, which reads public data and no user's", CONNECT);
  private static final WrongKind SECRET =
      WrongKind.of(
          CLIENT_SECRET,
          "a client secret, which stands for no user",
          "configure it with its client id, then " + CONNECT);
  private static final WrongKind AUTHORIZATION_CODE =
      WrongKind.of(CODE, "an authorization code, which works once and for its client", CONNECT);

  private GoogleTokens() {}

  static AccessToken accessToken() {
    return AccessToken.builder(
            "an access token of Google's OAuth ('ya29...'), which dies within an hour unless its"
                + " refresh token, and the client that both were made for, are handed over too")
        .wrongKinds(
            WrongKind.of(
                REFRESH_TOKEN,
                "a refresh token",
                "hand it over as 'refreshToken', beside the access token that came with it"),
            KEY,
            SECRET,
            AUTHORIZATION_CODE)
        .wrongRefreshKinds(
            WrongKind.of(ACCESS_TOKEN, "an access token", "hand it over as 'accessToken'"),
            KEY,
            SECRET,
            AUTHORIZATION_CODE)
        .build();
  }

  static String[] prefixes() {
    return new String[] {ACCESS_TOKEN, REFRESH_TOKEN, CODE, CLIENT_SECRET, API_KEY};
  }
}
