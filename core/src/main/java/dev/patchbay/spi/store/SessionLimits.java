package dev.patchbay.spi.store;

import java.time.Duration;

/**
 * What a new session is held to. Only sessions that wait for their callback count: not one that was
 * claimed, nor one whose time is over. A store may forget ended sessions early when it keeps more
 * of them than there may be pending in total.
 *
 * @param life how long it accepts its callback
 * @param pendingPerWorkspace how many pending sessions its workspace may have, itself included
 * @param pendingInTotal how many there may be in all workspaces, itself included
 */
public record SessionLimits(Duration life, int pendingPerWorkspace, int pendingInTotal) {}
