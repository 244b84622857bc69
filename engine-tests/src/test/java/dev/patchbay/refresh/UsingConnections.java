package dev.patchbay.refresh;

import dev.patchbay.Integrations;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.WorkspaceId;

/** What the README shows of a connection's use. */
final class UsingConnections {
  private final Integrations integrations;
  private final WorkspaceId workspace;

  UsingConnections(Integrations integrations, WorkspaceId workspace) {
    this.integrations = integrations;
    this.workspace = workspace;
  }

  String token(Connection connection) {
    // tag::credentials
    Credentials credentials = integrations.connections().credentials(workspace, connection.id());
    String token = credentials.accessToken().reveal();
    // end::credentials
    return token;
  }

  ApiReply whoAmI(Connection connection) {
    // tag::http
    AuthorizedClient api = integrations.connections().http(workspace, connection.id());
    ApiReply me = api.send(ApiRequest.builder("GET", api.url("/me")).build());
    // end::http
    return me;
  }
}
