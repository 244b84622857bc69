package dev.patchbay.web.internal;

import dev.patchbay.ConnectionManager;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.Principal;
import java.util.Optional;

/**
 * Connections as a principal sees them: what it may not see is not there.
 *
 * @param connections all of them
 */
record VisibleConnections(ConnectionManager connections) {

  Connection get(Principal principal, WorkspaceId workspaceId, String id) {
    try {
      return Optional.of(id)
          .filter(Access::isId)
          .map(known -> connections.get(workspaceId, ConnectionId.of(known)))
          .filter(found -> Access.isVisible(principal, found.memberId()))
          .orElseThrow(Access::noConnection);
    } catch (NotFoundException gone) {
      throw Access.noConnection();
    }
  }
}
