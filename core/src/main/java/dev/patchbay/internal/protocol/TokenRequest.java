package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.OAuth2;
import java.util.Map;

/** What all requests to a token endpoint have in common. */
final class TokenRequest {
  private TokenRequest() {}

  /** Adds headers and the client's proof to the fields of one grant type. */
  static ApiRequest of(
      OAuth2 oauth2, Map<String, String> variables, OAuthClient client, Map<String, String> body) {
    ApiRequest.Builder request =
        ApiRequest.builder("POST", oauth2.tokenUrl().expand(variables))
            .header("Accept", "application/json");
    oauth2.tokenHeaders().forEach(request::header);
    ClientAuthenticator.authenticate(oauth2.clientAuthentication(), client, request, body);
    return withBody(request, oauth2.bodyFormat(), body).build();
  }

  static ApiRequest.Builder withBody(
      ApiRequest.Builder request, BodyFormat format, Map<String, String> body) {
    return format == BodyFormat.JSON ? request.json(body) : request.form(body);
  }
}
