package dev.patchbay.internal.protocol;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.OAuth2;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first leg of the authorization code flow: the URL that the user's browser is sent to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749, section 4.1.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.3">RFC 7636, section 4.3</a>
 */
public record AuthorizationRequest(
    String clientId,
    String redirectUri,
    String state,
    Scopes scopes,
    Map<String, String> variables,
    Map<String, String> extraParameters,
    @Nullable String codeChallenge) {

  /** Builds the URL; each parameter stands in it once, the protocol's own ones last to be set. */
  public URI toUrl(OAuth2 oauth2) {
    Map<String, String> parameters = new LinkedHashMap<>(oauth2.parameters());
    parameters.putAll(extraParameters);
    parameters.put("response_type", "code");
    parameters.put("client_id", clientId);
    parameters.put("redirect_uri", redirectUri);
    if (!scopes.isEmpty()) {
      parameters.put("scope", scopes.joined(oauth2.scopeSeparator()));
    }
    parameters.put("state", state);
    if (codeChallenge != null) {
      parameters.put("code_challenge", codeChallenge);
      parameters.put("code_challenge_method", "S256");
    }
    StringBuilder url = new StringBuilder(512).append(oauth2.authorizeUrl().expand(variables));
    char separator = '?';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      url.append(separator).append(FormText.encode(parameter.getKey())).append('=');
      url.append(FormText.encode(parameter.getValue()));
      separator = '&';
    }
    return URI.create(url.toString());
  }
}
