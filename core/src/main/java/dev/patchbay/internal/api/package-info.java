/**
 * What an application sends to the API of a connection's service: the credential put in, refreshed
 * once where it is refused, and the service's limits kept.
 *
 * <p>For the engine; not exported. May use {@code connection}, {@code http}, {@code host}, {@code
 * protocol} and {@code provider}, and none of them may use it.
 */
@NullMarked
package dev.patchbay.internal.api;

import org.jspecify.annotations.NullMarked;
