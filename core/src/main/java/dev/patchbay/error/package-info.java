/**
 * What goes wrong: one sealed family of unchecked exceptions, by what the caller must do, and the
 * closed list of their codes.
 *
 * <p>For applications and providers. May use {@code dev.patchbay.model}.
 */
@NullMarked
package dev.patchbay.error;

import org.jspecify.annotations.NullMarked;
