package dev.patchbay.spi.store;

import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;

/**
 * What finds a session.
 *
 * @param workspaceId the workspace
 * @param sessionId the session
 */
public record SessionKey(WorkspaceId workspaceId, SessionId sessionId) {}
