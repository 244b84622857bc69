/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.patchbayjdbc;

import org.jspecify.annotations.NullMarked;
