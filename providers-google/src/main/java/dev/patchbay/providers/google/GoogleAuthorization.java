package dev.patchbay.providers.google;

import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.TokenErrors;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;
import java.time.Duration;

/**
 * Google's authorization server.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/web-server">OAuth 2.0 for
 *     web server applications</a>
 */
final class GoogleAuthorization {
  private static final String ISSUER = "https://accounts.google.com";
  private static final String TOKENS = "https://oauth2.googleapis.com";
  private static final String SCOPE = "https://www.googleapis.com/auth/";

  // Six months, but of no stated length.
  private static final Duration IDLE_LIFE = Duration.ofDays(180);

  private GoogleAuthorization() {}

  /**
   * Without consent a user who connects again gets no refresh token, so a request cannot change the
   * prompt. Nor can it ask for {@code include_granted_scopes}: a token for Drive would read mail
   * too, and end with it.
   *
   * <p>The issuer is not demanded of a callback: Google began to send it without saying so, and its
   * metadata does not promise it.
   */
  static OAuth2.Builder oauth2() {
    return OAuth2.builder(
            UrlTemplate.of(ISSUER + "/o/oauth2/v2/auth"), UrlTemplate.of(TOKENS + "/token"))
        .issuer(ISSUER)
        .clientAuthentication(ClientAuthentication.POST)
        .parameter("access_type", "offline")
        .parameter("prompt", "consent select_account")
        .allowedParameters("login_hint", "hd")
        .tokenSets(tokenSet())
        .errors(TokenErrors.builder().operator("deleted_client", "disabled_client").build())
        .refresh(RefreshRules.builder().rotation(RefreshRotation.KEPT).idleLife(IDLE_LIFE).build());
  }

  /** What is asked for by a short name is granted by a long one. */
  private static TokenSetShape tokenSet() {
    return TokenSetShape.builder("default")
        .scopeAlias(SCOPE + "userinfo.email", "email")
        .scopeAlias(SCOPE + "userinfo.profile", "profile")
        .build();
  }

  /**
   * A grant belongs to a user and a Cloud project. Google says of the token's pair only that it
   * ends too; that other tokens of the user and the client do is reported, and so it is assumed.
   */
  static RevocationCall revocation() {
    return RevocationCall.builder("POST", UrlTemplate.of(TOKENS + "/revoke"))
        .clientAuthentication(ClientAuthentication.ANONYMOUS)
        .token(RevokedToken.REFRESH)
        .reach(RevocationReach.USER_AND_CLIENT)
        .goneErrors("invalid_token")
        .build();
  }
}
