/**
 * Checks of what applications pass in, all told in the same way.
 *
 * <p>Not exported. Uses model and error.
 */
@NullMarked
package dev.patchbay.internal.check;

import org.jspecify.annotations.NullMarked;
