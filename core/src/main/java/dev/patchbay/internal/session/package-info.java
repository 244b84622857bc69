/**
 * A session's path: creation, callback, exchange, staged grant, end; and those who wait for it.
 *
 * <p>Not exported. Uses the other internal packages.
 */
@NullMarked
package dev.patchbay.internal.session;

import org.jspecify.annotations.NullMarked;
