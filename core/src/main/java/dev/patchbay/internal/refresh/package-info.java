/**
 * Keeps credentials valid: who may refresh when, what a failure means, and what readers get
 * meanwhile. Used by the root package only; uses the store interfaces, the protocol's steps and the
 * calls of {@code internal.connection}.
 */
@NullMarked
package dev.patchbay.internal.refresh;

import org.jspecify.annotations.NullMarked;
