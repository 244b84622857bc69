package dev.patchbay;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.spi.OAuthClientSource;
import java.util.Map;
import java.util.Optional;

/** The host's source first, then the configured clients. */
record ClientChain(OAuthClientSource source, Map<String, OAuthClient> configured)
    implements OAuthClientSource {

  @Override
  public Optional<OAuthClient> find(OAuthClientLookup lookup) {
    return source
        .find(lookup)
        .filter(client -> isWanted(client, lookup))
        .or(
            () ->
                Optional.ofNullable(configured.get(lookup.integrationType()))
                    .filter(client -> isWanted(client, lookup)));
  }

  private static boolean isWanted(OAuthClient client, OAuthClientLookup lookup) {
    return lookup.clientId().map(client.clientId()::equals).orElse(true);
  }
}
