/** Credentials that stay valid: whole registries over one store, against the sandbox. */
@NullMarked
package dev.patchbay.refresh;

import org.jspecify.annotations.NullMarked;
