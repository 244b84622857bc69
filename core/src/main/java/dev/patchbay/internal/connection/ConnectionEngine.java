package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.store.ConnectionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads, lists and deletes connections. */
public final class ConnectionEngine {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionEngine.class);

  private final ConnectionStore store;
  private final Revoker revoker;
  private final Listeners listeners;

  public ConnectionEngine(ConnectionStore store, Revoker revoker, Listeners listeners) {
    this.store = store;
    this.revoker = revoker;
    this.listeners = listeners;
  }

  /** Gets a connection; see {@code ConnectionManager.get}. */
  public Connection get(WorkspaceId workspaceId, ConnectionId connectionId) {
    Arguments.workspace(workspaceId);
    Arguments.present("connectionId", connectionId);
    return store
        .find(workspaceId, connectionId)
        .map(ConnectionRecord::connection)
        .orElseThrow(ConnectionEngine::notFound);
  }

  /** Lists connections; see {@code ConnectionManager.list}. */
  public ConnectionPage list(WorkspaceId workspaceId, ConnectionFilter filter) {
    Arguments.workspace(workspaceId);
    try {
      return store.list(workspaceId, Arguments.filter(filter));
    } catch (IllegalArgumentException foreignCursor) {
      throw Arguments.invalid(
          "cursor", "a text that no page handed out", "'nextCursor' of the page before, unchanged");
    }
  }

  /** Deletes a connection; see {@code ConnectionManager.delete}. */
  public DeletionReceipt delete(
      WorkspaceId workspaceId, ConnectionId connectionId, RevocationMode mode) {
    Arguments.workspace(workspaceId);
    Arguments.present("connectionId", connectionId);
    Arguments.present("mode", mode);
    ConnectionRecord record =
        store.beginDelete(workspaceId, connectionId).orElseThrow(ConnectionEngine::notFound);
    try {
      return finish(record, revoker.revoke(record, mode));
    } finally {
      erase(record);
    }
  }

  /** The connection is gone whether this succeeds or not; a sweep erases what is left behind. */
  private void erase(ConnectionRecord record) {
    try {
      store.erase(record.connection().workspaceId(), record.connection().id());
    } catch (RuntimeException unavailable) {
      LOG.warn(
          "Connection {} is deleted and not erased yet: {}",
          record.connection().id(),
          Faults.describe(unavailable));
    }
  }

  private DeletionReceipt finish(ConnectionRecord record, DeletionReceipt receipt) {
    LOG.info(
        "Connection {} of integration {} deleted, its grant {}",
        record.connection().id(),
        record.connection().integrationType(),
        receipt.revocation());
    listeners.deleted(record.connection());
    return receipt;
  }

  private static NotFoundException notFound() {
    return new NotFoundException(
        ErrorDetail.builder(
                ErrorCode.CONNECTION_NOT_FOUND,
                "The connection was not found in this workspace; check both ids, or list its"
                    + " connections")
            .build());
  }
}
