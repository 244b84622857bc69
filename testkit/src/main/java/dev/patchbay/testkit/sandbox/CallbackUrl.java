package dev.patchbay.testkit.sandbox;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the browser goes after the consent page: the redirect URI with the outcome added.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749, section 4.1.2</a>
 */
final class CallbackUrl {
  private final String redirectUri;
  private final @Nullable String state;
  private final @Nullable String issuer;

  CallbackUrl(String redirectUri, @Nullable String state, @Nullable String issuer) {
    this.redirectUri = redirectUri;
    this.state = state;
    this.issuer = issuer;
  }

  SandboxReply with(Map<String, String> outcome) {
    Map<String, String> parameters = new LinkedHashMap<>(outcome);
    put("state", state, parameters);
    put("iss", issuer, parameters);
    String separator = redirectUri.contains("?") ? "&" : "?";
    return SandboxReply.redirect(
        URI.create(redirectUri + separator + FormFields.encode(parameters)));
  }

  private static void put(String name, @Nullable String value, Map<String, String> parameters) {
    if (value != null) {
      parameters.put(name, value);
    }
  }
}
