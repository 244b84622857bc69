/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.patchbay;

import org.jspecify.annotations.NullMarked;
