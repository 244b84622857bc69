package example.acme;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.OAuthClientSource;
import java.util.Optional;

/** Knows one client. */
public final class AcmeClients implements OAuthClientSource {
  private final OAuthClient client;

  public AcmeClients(String clientId, Secret clientSecret) {
    this.client = OAuthClient.builder(clientId).clientSecret(clientSecret).build();
  }

  @Override
  public Optional<OAuthClient> find(OAuthClientLookup lookup) {
    boolean asked =
        lookup.integrationType().equals("acme")
            && !lookup.workspaceId().value().isEmpty()
            && lookup.variables().containsKey("region")
            && lookup.clientId().map(client.clientId()::equals).orElse(true);
    return asked ? Optional.of(client) : Optional.empty();
  }
}
