/**
 * The ready source of keys: hashes in a file or an environment variable, and the command that makes
 * keys. Depends on {@code dev.patchbay.web.spi}.
 */
@NullMarked
package dev.patchbay.web.keys;

import org.jspecify.annotations.NullMarked;
