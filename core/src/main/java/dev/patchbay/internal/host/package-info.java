/**
 * Hosts that users and tenants name themselves: how they are written, and which ones the operator
 * allows.
 *
 * <p>For the engine; not exported. May use {@code model}, {@code error}, {@code spi.definition},
 * {@code internal.check} and {@code internal.http}.
 */
@NullMarked
package dev.patchbay.internal.host;

import org.jspecify.annotations.NullMarked;
