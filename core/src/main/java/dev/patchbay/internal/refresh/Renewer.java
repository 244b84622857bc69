package dev.patchbay.internal.refresh;

import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.connection.ConnectionWriter.GrantRules;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.connection.ServiceCalls.Renewal;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.Connection;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import java.net.URI;

/** Knows whom to ask for a new credential, and asks. Thread-safe. */
final class Renewer {
  private final ProviderRegistry providers;
  private final OAuthClients clients;
  private final ServiceCalls calls;

  Renewer(ProviderRegistry providers, OAuthClients clients, ServiceCalls calls) {
    this.providers = providers;
    this.clients = clients;
    this.calls = calls;
  }

  /** {@return what a refresh of this connection does; of an API key's service nothing is known} */
  RefreshRules rules(Connection connection) {
    return GrantRules.refreshOf(providers.get(connection.integrationType()).definition());
  }

  /** {@return the name of the queue that a refresh of this connection goes through} */
  String lane(Connection connection) {
    InstalledProvider provider = providers.get(connection.integrationType());
    return connection.integrationType()
        + provider
            .definition()
            .oauth2()
            .map(oauth2 -> "@" + tokenUrl(oauth2, connection).getAuthority())
            .orElse("");
  }

  /**
   * Finds whom to ask.
   *
   * @throws dev.patchbay.error.MisconfiguredException if the provider or the client that minted the
   *     grant is not there any more
   */
  Source source(Reading reading) {
    Connection connection = reading.connection();
    InstalledProvider provider = providers.get(connection.integrationType());
    OAuth2 oauth2 = provider.definition().oauth2().orElseThrow();
    OAuthClientLookup.Builder lookup =
        OAuthClients.lookup(
            connection.integrationType(), connection.workspaceId(), connection.variables());
    reading.record().clientId().ifPresent(lookup::clientId);
    OAuthClient client = clients.get(lookup.build(), oauth2);
    URI tokenUrl = tokenUrl(oauth2, connection);
    return new Source(
        provider,
        client,
        Endpoint.of(connection.integrationType(), tokenUrl, client),
        oauth2.refresh());
  }

  private static URI tokenUrl(OAuth2 oauth2, Connection connection) {
    return oauth2.tokenUrl().expand(connection.variables());
  }

  TokenOutcome ask(Source source, Connection connection, TokenGrant kept) throws HttpFailure {
    return calls.refresh(
        source.provider(), new Renewal(source.client(), kept, connection.variables()));
  }

  /** Whom to ask for a new credential, and what asking does. */
  record Source(
      InstalledProvider provider, OAuthClient client, Endpoint endpoint, RefreshRules rules) {}
}
