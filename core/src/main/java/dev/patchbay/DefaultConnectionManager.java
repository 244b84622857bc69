package dev.patchbay;

import dev.patchbay.internal.connection.ConnectionEngine;
import dev.patchbay.internal.connection.DirectCreation;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.WorkspaceId;

/** Hands everything to the engine, as long as the registry is open. */
final class DefaultConnectionManager implements ConnectionManager {
  private final ConnectionEngine engine;
  private final DirectCreation creation;
  private final OpenCheck open;

  DefaultConnectionManager(ConnectionEngine engine, DirectCreation creation, OpenCheck open) {
    this.engine = engine;
    this.creation = creation;
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
  public DeletionReceipt delete(
      WorkspaceId workspaceId, ConnectionId connectionId, RevocationMode mode) {
    open.check();
    return engine.delete(workspaceId, connectionId, mode);
  }
}
