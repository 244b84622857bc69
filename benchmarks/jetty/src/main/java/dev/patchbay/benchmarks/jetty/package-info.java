/** One contestant; ours in the same place uses its surroundings. */
@NullMarked
package dev.patchbay.benchmarks.jetty;

import org.jspecify.annotations.NullMarked;
