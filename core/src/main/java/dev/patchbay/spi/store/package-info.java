/**
 * What stores and ciphers are handed and hand back: records, writes, keys and outcomes.
 *
 * <p>For authors of stores and ciphers; incubating until the JDBC store is done. May use {@code
 * model}.
 */
@NullMarked
package dev.patchbay.spi.store;

import org.jspecify.annotations.NullMarked;
