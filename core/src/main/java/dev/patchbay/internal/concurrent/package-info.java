/**
 * The engine's threads, and the bound on how many of them one integration gets.
 *
 * <p>Not exported. Uses error.
 */
@NullMarked
package dev.patchbay.internal.concurrent;

import org.jspecify.annotations.NullMarked;
