package dev.patchbay;

import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.spi.OAuthClientSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The host's source first, unless its client is not the one asked for, then the configured clients.
 * Those are registered with the service itself: a host that a user named must not see their secret,
 * nor should users approve there in the operator's name.
 *
 * @param isOfCustomHost whether a look-up is for a host that a user named
 */
record ClientChain(
    OAuthClientSource source,
    Map<String, OAuthClient> configured,
    Predicate<OAuthClientLookup> isOfCustomHost)
    implements OAuthClientSource {

  @Override
  public Optional<OAuthClient> find(OAuthClientLookup lookup) {
    Optional<OAuthClient> client = source.find(lookup);
    return client.isPresent()
            && OAuthClients.isWanted(client.get(), lookup)
            && isRegisteredThere(client.get(), lookup)
        ? client
        : findConfigured(lookup);
  }

  /** A source that does not look at the host must not give a secret of another place away. */
  private boolean isRegisteredThere(OAuthClient client, OAuthClientLookup lookup) {
    return isOfCustomHost.test(lookup)
        ? client.host().filter(lookup.variables()::containsValue).isPresent()
        : client.host().isEmpty();
  }

  private Optional<OAuthClient> findConfigured(OAuthClientLookup lookup) {
    return isOfCustomHost.test(lookup)
        ? Optional.empty()
        : Optional.ofNullable(configured.get(lookup.integrationType()));
  }
}
