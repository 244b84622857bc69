/**
 * Where the OAuth client of a session or connection comes from.
 *
 * <p>Not exported. Uses the SPI.
 */
@NullMarked
package dev.patchbay.internal.client;

import org.jspecify.annotations.NullMarked;
