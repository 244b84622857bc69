package dev.patchbay;

import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.internal.api.AuthorizedCalls;
import dev.patchbay.internal.api.CredentialSupply;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.internal.refresh.RefreshEngine;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import java.util.Optional;

/** Makes clients that call the API of a service with the credential of a connection. */
record AuthorizedClients(
    ProviderRegistry providers, AuthorizedCalls calls, RefreshEngine refreshes, OpenCheck open) {

  AuthorizedClient client(Connection connection, CredentialsRequest request) {
    return calls.client(
        providers.get(connection.integrationType()),
        connection.variables(),
        new Supply(connection, request));
  }

  /** The credential of one token set of one connection, as it is at each call. */
  private final class Supply implements CredentialSupply {
    private final Connection connection;
    private final CredentialsRequest request;

    private Supply(Connection connection, CredentialsRequest request) {
      this.connection = connection;
      this.request = request;
    }

    @Override
    public Credentials get() {
      open.check();
      return refreshes.get(connection.workspaceId(), request);
    }

    @Override
    public Optional<Credentials> replacementFor(Credentials refused) {
      open.check();
      return refreshes.report(connection.workspaceId(), refused);
    }
  }
}
