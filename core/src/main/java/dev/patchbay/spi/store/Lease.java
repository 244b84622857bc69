package dev.patchbay.spi.store;

import java.time.Instant;

/**
 * The right to refresh a token set, and the note that an attempt began.
 *
 * @param attemptId the attempt that holds it
 * @param expiresAt when it runs out, in store time
 */
public record Lease(String attemptId, Instant expiresAt) {}
