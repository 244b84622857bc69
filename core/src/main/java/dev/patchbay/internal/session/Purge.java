package dev.patchbay.internal.session;

import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.model.Connection;
import dev.patchbay.model.PurgeReceipt;
import dev.patchbay.model.Session;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.SessionKey;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases everything of a workspace, in batches, so that no lock of a store is held for long. */
public final class Purge {
  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
  private static final int BATCH = 500;

  private final Vault vault;
  private final SessionWaiters waiters;
  private final Listeners listeners;

  Purge(Vault vault, SessionWaiters waiters, Listeners listeners) {
    this.vault = vault;
    this.waiters = waiters;
    this.listeners = listeners;
  }

  /** Purges; see {@code Integrations.purge}. */
  public PurgeReceipt purge(WorkspaceId workspaceId) {
    Arguments.workspace(workspaceId);
    // Sessions first: without one no callback brings a connection in behind our back.
    int sessions = purgeSessions(workspaceId);
    int connections = purgeConnections(workspaceId);
    LOG.info(
        "Workspace {} purged of {} sessions and {} connections",
        workspaceId,
        sessions,
        connections);
    PurgeReceipt receipt =
        PurgeReceipt.builder(workspaceId).connections(connections).sessions(sessions).build();
    listeners.tell(listener -> listener.workspacePurged(receipt));
    return receipt;
  }

  private int purgeSessions(WorkspaceId workspaceId) {
    int purged = 0;
    Supplier<List<Session>> next = () -> vault.sessions().purge(workspaceId, BATCH);
    for (List<Session> batch = next.get(); !batch.isEmpty(); batch = next.get()) {
      batch.forEach(session -> waiters.gone(new SessionKey(workspaceId, session.id())));
      purged += batch.size();
    }
    return purged;
  }

  private int purgeConnections(WorkspaceId workspaceId) {
    int purged = 0;
    Supplier<List<Connection>> next =
        () ->
            vault.connections().purge(workspaceId, BATCH).stream()
                .map(ListedConnection::connection)
                .toList();
    for (List<Connection> batch = next.get(); !batch.isEmpty(); batch = next.get()) {
      batch.forEach(connection -> vault.cache().forget(connection.id()));
      batch.forEach(listeners::deleted);
      purged += batch.size();
    }
    return purged;
  }
}
