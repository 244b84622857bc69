package dev.patchbay.internal.protocol;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.OAuth2;
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

  /**
   * Builds the URL; each parameter stands in it once. That neither a definition nor a caller sets
   * one of the protocol's was checked before.
   */
  public String toUrl(OAuth2 oauth2) {
    String endpoint = oauth2.authorizeUrl().expandToText(variables);
    StringBuilder url = new StringBuilder(512).append(endpoint);
    oauth2.parameters().forEach((name, value) -> appendOwn(url, name, value));
    extraParameters.forEach((name, value) -> append(url, name, value));
    append(url, "response_type", "code");
    append(url, "client_id", clientId);
    append(url, "redirect_uri", redirectUri);
    if (!scopes.isEmpty()) {
      append(url, "scope", scopes.joined(oauth2.scopeSeparator()));
    }
    append(url, "state", state);
    if (codeChallenge != null) {
      append(url, "code_challenge", codeChallenge);
      append(url, "code_challenge_method", "S256");
    }
    url.setCharAt(endpoint.length(), '?');
    return url.toString();
  }

  /** A caller's parameter stands for the definition's of that name. */
  private void appendOwn(StringBuilder url, String name, String value) {
    if (!extraParameters.containsKey(name)) {
      append(url, name, value);
    }
  }

  private static void append(StringBuilder url, String name, String value) {
    FormText.append(name, url.append('&'));
    FormText.append(value, url.append('='));
  }
}
