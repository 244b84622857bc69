package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.store.SessionRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The request that trades an authorization code for tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749, section 4.1.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.5">RFC 7636, section 4.5</a>
 */
public final class CodeExchange {
  private CodeExchange() {}

  public static ApiRequest request(
      OAuth2 oauth2, SessionRecord session, Authorization authorization) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("grant_type", "authorization_code");
    body.put("code", authorization.code().reveal());
    body.put("redirect_uri", session.redirectUri());
    authorization.verifier().ifPresent(secret -> body.put("code_verifier", secret.reveal()));
    return TokenRequest.of(oauth2, session.variables(), authorization.client(), body);
  }

  /** What a code is redeemed with. */
  public record Authorization(OAuthClient client, Secret code, Optional<Secret> verifier) {}
}
