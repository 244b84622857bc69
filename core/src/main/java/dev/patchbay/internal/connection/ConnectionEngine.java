package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionLookup;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.ListedPage;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads, lists and deletes connections. */
public final class ConnectionEngine {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionEngine.class);

  private final ConnectionStore store;
  private final CredentialCache cache;
  private final Revoker revoker;
  private final Listeners listeners;

  public ConnectionEngine(Vault vault, Revoker revoker, Listeners listeners) {
    this.store = vault.connections();
    this.cache = vault.cache();
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
      ListedPage page = store.list(workspaceId, Arguments.filter(filter));
      return ConnectionPage.of(
          page.connections().stream().map(ListedConnection::connection).toList(),
          page.nextCursor().orElse(null));
    } catch (IllegalArgumentException foreignCursor) {
      throw Arguments.invalid(
          "cursor", "a text that no page handed out", "'nextCursor' of the page before, unchanged");
    }
  }

  /** Finds who acts for a member; see {@code ConnectionManager.find}. */
  public Optional<Connection> find(WorkspaceId workspaceId, ConnectionLookup lookup) {
    Arguments.workspace(workspaceId);
    Arguments.id("integrationType", Arguments.present("lookup", lookup).integrationType());
    lookup.memberId().ifPresent(member -> Arguments.id("memberId", member.value()));
    Optional<Connection> own =
        lookup.memberId().flatMap(member -> first(workspaceId, lookup, it -> it.memberId(member)));
    return own.or(() -> first(workspaceId, lookup, ConnectionFilter.Builder::shared));
  }

  private Optional<Connection> first(
      WorkspaceId workspaceId,
      ConnectionLookup lookup,
      UnaryOperator<ConnectionFilter.Builder> owner) {
    ConnectionFilter.Builder filter =
        owner.apply(ConnectionFilter.builder().integrationType(lookup.integrationType()).limit(1));
    Supplier<Optional<Connection>> oldest =
        () ->
            store.list(workspaceId, filter.build()).connections().stream()
                .map(ListedConnection::connection)
                .findFirst();
    Optional<Connection> any = oldest.get();
    filter.status(ConnectionStatus.ACTIVE);
    return any.filter(it -> it.status() == ConnectionStatus.ACTIVE).or(oldest).or(() -> any);
  }

  /** Deletes a connection; see {@code ConnectionManager.delete}. */
  public DeletionReceipt delete(
      WorkspaceId workspaceId, ConnectionId connectionId, RevocationMode mode) {
    Arguments.workspace(workspaceId);
    Arguments.present("connectionId", connectionId);
    Arguments.present("mode", mode);
    ConnectionRecord record =
        store.beginDelete(workspaceId, connectionId).orElseThrow(ConnectionEngine::notFound);
    cache.forget(connectionId);
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
