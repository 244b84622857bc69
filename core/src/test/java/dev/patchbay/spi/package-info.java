/** What is held to be true of the interfaces that others implement. */
@NullMarked
package dev.patchbay.spi;

import org.jspecify.annotations.NullMarked;
