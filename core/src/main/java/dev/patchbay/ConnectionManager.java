package dev.patchbay;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionPage;
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
