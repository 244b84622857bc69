package dev.patchbay;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.WorkspaceId;

/**
 * The connections of a workspace. Thread-safe; from {@link Integrations#connections()}.
 *
 * <p>Every method throws {@link dev.patchbay.error.InvalidRequestException} for a malformed
 * argument and {@link dev.patchbay.error.TemporaryFailureException} if the store cannot be reached.
 * A connection of another workspace is not found, like one that does not exist.
 */
public interface ConnectionManager {

  /**
   * Makes a connection of a credential that the host already has. Blocks while the service is asked
   * whose it is (one or two exchanges, each bounded by {@code HttpSettings.deadline}), unless the
   * request switches that off; nothing is stored that the service refuses, or about which it cannot
   * be asked now.
   *
   * <p>One account of an integration, its variables and owner is one connection, however it was
   * connected; its credential is then replaced, and a grant that it had before lives on at the
   * service. The same credential of the same owner is the same connection. Handing it over again
   * keeps what the request leaves out, and changes nothing once the connection has refreshed it; if
   * the service ended it at that refresh, the repetition is {@code CREDENTIAL_REJECTED}.
   *
   * @param workspaceId the workspace that the connection will belong to
   * @param request the credential, and whose it is
   * @return the connection as it was written
   * @throws dev.patchbay.error.InvalidRequestException with {@code CREDENTIAL_WRONG_KIND} if the
   *     credential is of a kind that the integration cannot use, {@code CREDENTIAL_REJECTED} if the
   *     service refuses it, {@code ACCOUNT_MISMATCH} if it is of another account than the named
   *     connection, {@code INVALID_ARGUMENT} for anything else in the request
   * @throws dev.patchbay.error.MisconfiguredException if the integration is not installed, or its
   *     client is not complete
   * @throws dev.patchbay.error.TemporaryFailureException if the service cannot answer now, or the
   *     connection is being refreshed; nothing is stored
   * @throws dev.patchbay.error.ProviderFaultException if the provider's code is at fault
   * @throws dev.patchbay.error.NotFoundException if the workspace has no connection of the named id
   */
  Connection create(WorkspaceId workspaceId, ConnectionRequest request);

  /**
   * Reads a connection.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param connectionId the connection
   * @return the connection as it stands
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such connection
   */
  Connection get(WorkspaceId workspaceId, ConnectionId connectionId);

  /**
   * Lists the connections of a workspace, the oldest first.
   *
   * @param workspaceId the workspace
   * @param filter which ones, how many at once, and where to go on
   * @return a page; empty if there are none
   */
  ConnectionPage list(WorkspaceId workspaceId, ConnectionFilter filter);

  /**
   * Deletes a connection: makes it unusable at once, ends its grant at the service, erases its
   * secrets. Blocks while the service is asked. A deleted connection never comes back.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param connectionId the connection
   * @param mode whether to end the grant at the service; {@code AUTO} unless there is a reason
   * @return what became of the grant; the connection is gone in any case
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such connection, or it was
   *     deleted before
   */
  DeletionReceipt delete(WorkspaceId workspaceId, ConnectionId connectionId, RevocationMode mode);
}
