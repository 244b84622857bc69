/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.guice;

import org.jspecify.annotations.NullMarked;
