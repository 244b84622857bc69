package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.OAuth2;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Builds the request that trades a refresh token for new tokens.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, section 6</a>
 */
public final class RefreshRequest {
  private RefreshRequest() {}

  /**
   * Builds the request. It names no scope, which means those of the grant.
   *
   * @param oauth2 how the service does OAuth
   * @param variables the values of the connection's variables
   * @param client the client that the grant belongs to
   * @param refreshToken the refresh token
   * @return the request
   */
  public static ApiRequest request(
      OAuth2 oauth2, Map<String, String> variables, OAuthClient client, Secret refreshToken) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("grant_type", "refresh_token");
    body.put("refresh_token", refreshToken.reveal());
    return TokenRequest.of(oauth2, variables, client, body);
  }
}
