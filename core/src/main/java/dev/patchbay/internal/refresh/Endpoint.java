package dev.patchbay.internal.refresh;

import dev.patchbay.model.OAuthClient;
import java.net.URI;

/**
 * A token endpoint as one client sees it: what fails there fails for all of the client's
 * connections, and for nobody else's.
 *
 * @param integrationType the integration
 * @param host host and port of the token endpoint, so that a tenant's own host stands for itself
 * @param clientId the OAuth client
 */
record Endpoint(String integrationType, String host, String clientId) {

  static Endpoint of(String integrationType, URI tokenUrl, OAuthClient client) {
    return new Endpoint(integrationType, tokenUrl.getAuthority(), client.clientId());
  }
}
