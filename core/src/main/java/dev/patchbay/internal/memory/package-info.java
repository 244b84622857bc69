/**
 * The stores that keep everything in the memory of this JVM, for tests and for hosts of one node.
 *
 * <p>For the registry, which makes them unless the host brings its own. May use {@code model},
 * {@code error} and {@code spi}.
 */
@NullMarked
package dev.patchbay.internal.memory;

import org.jspecify.annotations.NullMarked;
