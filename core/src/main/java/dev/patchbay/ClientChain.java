package dev.patchbay;

import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.spi.OAuthClientSource;
import java.util.Map;
import java.util.Optional;

/**
 * The host's source first, unless its client is not the one asked for, then the configured clients.
 */
record ClientChain(OAuthClientSource source, Map<String, OAuthClient> configured)
    implements OAuthClientSource {

  @Override
  public Optional<OAuthClient> find(OAuthClientLookup lookup) {
    return source
        .find(lookup)
        .filter(client -> OAuthClients.isWanted(client, lookup))
        .or(() -> Optional.ofNullable(configured.get(lookup.integrationType())));
  }
}
