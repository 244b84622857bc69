/**
 * The OAuth protocol as pure steps in two halves: build what is sent, judge what came back.
 *
 * <p>Not exported. Uses the API and SPI values only; does no I/O.
 */
@NullMarked
package dev.patchbay.internal.protocol;

import org.jspecify.annotations.NullMarked;
