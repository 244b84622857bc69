package dev.patchbay.spi.store;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;

/**
 * What finds a token set.
 *
 * @param workspaceId the workspace
 * @param connectionId the connection
 * @param name the name of the token set
 */
public record TokenSetKey(WorkspaceId workspaceId, ConnectionId connectionId, String name) {}
