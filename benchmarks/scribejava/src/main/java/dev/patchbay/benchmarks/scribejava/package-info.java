/** One contestant; nobody else uses it. */
@NullMarked
package dev.patchbay.benchmarks.scribejava;

import org.jspecify.annotations.NullMarked;
