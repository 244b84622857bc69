package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ClientAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a client's identity into a request, in the one way that the definition fixes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, section 2.3.1</a>
 */
final class ClientAuthenticator {
  private ClientAuthenticator() {}

  static void authenticate(
      ClientAuthentication way,
      OAuthClient client,
      ApiRequest.Builder request,
      Map<String, String> body) {
    Optional<String> secret = client.clientSecret().map(Secret::reveal);
    switch (way) {
      case BASIC ->
          basic(request, FormText.encode(client.clientId()), FormText.encode(secret.orElse("")));
      case BASIC_UNENCODED -> basic(request, client.clientId(), secret.orElse(""));
      case POST, POST_OR_NONE -> {
        body.put("client_id", client.clientId());
        secret.ifPresent(text -> body.put("client_secret", text));
      }
      case NONE -> body.put("client_id", client.clientId());
      case ANONYMOUS -> {}
    }
  }

  private static void basic(ApiRequest.Builder request, String clientId, String secret) {
    byte[] pair = (clientId + ":" + secret).getBytes(StandardCharsets.UTF_8);
    request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
