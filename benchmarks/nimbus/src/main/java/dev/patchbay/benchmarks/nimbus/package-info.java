/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.nimbus;

import org.jspecify.annotations.NullMarked;
