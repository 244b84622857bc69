/** One contestant; ours in the same place uses its surroundings. */
@NullMarked
package dev.patchbay.benchmarks.jdbc;

import org.jspecify.annotations.NullMarked;
