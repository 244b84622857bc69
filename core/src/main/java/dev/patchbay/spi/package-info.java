/**
 * What others implement: a provider, a store, a cipher, a source of OAuth clients, a listener.
 *
 * <p>New methods here get a default. The values they are handed live in {@code spi.definition} and
 * {@code spi.store}. May use {@code model}, {@code error}, {@code http} and those two.
 */
@NullMarked
package dev.patchbay.spi;

import org.jspecify.annotations.NullMarked;
