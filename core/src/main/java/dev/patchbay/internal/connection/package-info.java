/**
 * Connections: sealing credentials, writing, identifying, revoking, deleting.
 *
 * <p>Not exported. Uses protocol, http, provider, client.
 */
@NullMarked
package dev.patchbay.internal.connection;

import org.jspecify.annotations.NullMarked;
