/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.springjdbc;

import org.jspecify.annotations.NullMarked;
