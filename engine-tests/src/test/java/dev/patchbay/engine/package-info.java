/** The engine of core against the sandbox: sessions, callbacks and deletions over real HTTP. */
@NullMarked
package dev.patchbay.engine;

import org.jspecify.annotations.NullMarked;
