/** Nodes in JVMs of their own over one PostgreSQL and one service: halted, killed and frozen. */
@NullMarked
package dev.patchbay.stores.jdbc.fleet;

import org.jspecify.annotations.NullMarked;
