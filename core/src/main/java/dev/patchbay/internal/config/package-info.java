/**
 * Reading settings: the environment, and the collection of everything that is wrong with them.
 *
 * <p>Not exported. Uses model, error and the checks.
 */
@NullMarked
package dev.patchbay.internal.config;

import org.jspecify.annotations.NullMarked;
