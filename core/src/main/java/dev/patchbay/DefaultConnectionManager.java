package dev.patchbay;

import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.connection.ConnectionEngine;
import dev.patchbay.internal.connection.DirectCreation;
import dev.patchbay.internal.refresh.RefreshEngine;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionExplanation;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionLookup;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.WorkspaceId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Hands everything to the engine, as long as the registry is open. */
final class DefaultConnectionManager implements ConnectionManager {
  private final ConnectionEngine engine;
  private final DirectCreation creation;
  private final RefreshEngine refreshes;
  private final AuthorizedClients clients;
  private final OpenCheck open;

  DefaultConnectionManager(Parts parts, OpenCheck open) {
    this.engine = parts.engine();
    this.creation = parts.creation();
    this.refreshes = parts.refreshes();
    this.clients = parts.clients();
    this.open = open;
  }

  @Override
  public Connection create(WorkspaceId workspaceId, ConnectionRequest request) {
    open.check();
    return creation.create(workspaceId, request);
  }

  @Override
  public Connection get(WorkspaceId workspaceId, ConnectionId connectionId) {
    open.check();
    return engine.get(workspaceId, connectionId);
  }

  @Override
  public ConnectionPage list(WorkspaceId workspaceId, ConnectionFilter filter) {
    open.check();
    return engine.list(workspaceId, filter);
  }

  @Override
  public Optional<Connection> find(WorkspaceId workspaceId, ConnectionLookup lookup) {
    open.check();
    return engine.find(workspaceId, lookup);
  }

  @Override
  public Credentials credentials(WorkspaceId workspaceId, ConnectionId connectionId) {
    open.check();
    return refreshes.get(workspaceId, connectionId);
  }

  @Override
  public Credentials credentials(WorkspaceId workspaceId, CredentialsRequest request) {
    open.check();
    return refreshes.get(workspaceId, request);
  }

  @Override
  public CompletableFuture<Credentials> credentialsAsync(
      WorkspaceId workspaceId, CredentialsRequest request) {
    open.check();
    return refreshes.getAsync(workspaceId, request);
  }

  @Override
  public AuthorizedClient http(WorkspaceId workspaceId, ConnectionId connectionId) {
    return http(
        workspaceId,
        CredentialsRequest.builder(Arguments.present("connectionId", connectionId)).build());
  }

  @Override
  public AuthorizedClient http(WorkspaceId workspaceId, CredentialsRequest request) {
    open.check();
    Arguments.present("request", request);
    return clients.client(engine.get(workspaceId, request.connectionId()), request);
  }

  @Override
  public Optional<Credentials> reportUnauthorized(WorkspaceId workspaceId, Credentials failed) {
    open.check();
    return refreshes.report(workspaceId, failed);
  }

  @Override
  public ConnectionExplanation explain(WorkspaceId workspaceId, ConnectionId connectionId) {
    open.check();
    return refreshes.explain(workspaceId, connectionId);
  }

  @Override
  public DeletionReceipt delete(
      WorkspaceId workspaceId, ConnectionId connectionId, RevocationMode mode) {
    open.check();
    return engine.delete(workspaceId, connectionId, mode);
  }

  /** What the methods delegate to. */
  record Parts(
      ConnectionEngine engine,
      DirectCreation creation,
      RefreshEngine refreshes,
      AuthorizedClients clients) {}
}
